/** Questions about trust: credentials that are wrong, and our clock when it is a little or far off. */
import type { SourceFile } from '../../../protocols/source-file.ts';
import type { Asking, Otherwise } from '../asking.ts';
import { type Finding, finding, notShown } from '../finding.ts';
import { remediesOfFailure } from '../remedies.ts';
import { handiest, type PersonHeard, wordsOf } from './whoever-holds-results.ts';

const MINUTE_MS = 60_000;
/** Every source we know of forgives a minute, and none three hours. */
const A_LITTLE = MINUTE_MS;
const FAR = 180 * MINUTE_MS;

export async function aboutCredentialsAndClock(asking: Asking, everybody: PersonHeard[]): Promise<Finding[]> {
  const person = handiest(everybody)?.person;
  if (!person) return [notShown('credentials and clock', 'refused', 'nobody to ask about')];
  const { source, secret } = asking.target;
  const ask = async (question: string, expected: string[], otherwise: Otherwise, field: string, hint: string) => {
    const heard = await asking.results(person, otherwise);
    const { reply } = heard;
    const word = reply.kind === 'failed' ? reply.reason : reply.kind;
    const because = reply.kind === 'failed' ? remediesOfFailure(source, reply.reason, heard) : [];
    const remedies = expected.includes(word) ? [] : [{ field, what: hint }, ...because];
    return finding(question, expected.join(' or '), wordsOf(heard), remedies, heard.ms);
  };
  const usual = (await asking.results(person)).reply.kind;
  return [
    await ask(
      'wrong credentials',
      ['refused'],
      { secret: altered(secret) },
      '/results/0/codes',
      'give their code for a bad signature, token or password the meaning "refused" (in the service, or where the token is got)',
    ),
    await ask(
      'our clock a minute ahead',
      [usual],
      { skewMs: A_LITTLE },
      '/settings',
      'their clock and ours differ too much to sign: ask how far a time may be off',
    ),
    signsTime(source)
      ? await ask(
          'our clock three hours ahead',
          ['refused'],
          { skewMs: FAR },
          '/results/0/codes',
          'give their code for a time that is off the meaning "refused"',
        )
      : notShown('our clock three hours ahead', 'refused', 'it signs no time'),
  ];
}

/** A time is sent and signed: by the recipe in the file, or by the protocol itself. */
const signsTime = (source: SourceFile) =>
  /\$\{?timestamp/.test(JSON.stringify(source)) || ['national-gateway', 'rotating-secret'].includes(source.protocol);

/** Every field with its first letter or figure changed for another: as long, as printable, and wrong. */
function altered(secret: Record<string, string>): Record<string, string> {
  const other = (character: string) =>
    /\d/.test(character) ? String((Number(character) + 1) % 10) : character === 'a' ? 'b' : 'a';
  return Object.fromEntries(Object.entries(secret).map(([name, value]) => [name, value.replace(/[A-Za-z0-9]/, other)]));
}
