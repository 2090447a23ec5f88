/** Recordings: of every simulated source, with nobody in them; and what must be refused. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readConfigurationFolder } from '../../functions/effects/configuration.ts';
import type { SourceFile } from '../../protocols/source-file.ts';
import { Asking, type HeardResults } from '../conformance/asking.ts';
import { fewAtOnce } from '../conformance/few-at-once.ts';
import { patiently } from '../conformance/questions/whoever-holds-results.ts';
import { simulatedTarget } from '../conformance/simulated-target.ts';
import type { Target } from '../conformance/target.ts';
import type { TestPerson } from '../conformance/test-person.ts';
import { Invention } from './invention.ts';
import { keptNames } from './kept-names.ts';
import { makeRecording } from './make-recording.ts';
import { tracesIn } from './traces.ts';

const { sources } = await readConfigurationFolder('config');
const isPlain = ({ protocol }: SourceFile) => protocol !== 'encrypted-envelope';

async function heardOf(source: SourceFile): Promise<{ target: Target; person: TestPerson; heard: HeardResults }> {
  const target = await simulatedTarget(source);
  try {
    const asking = new Asking(target);
    const person = target.people.find(({ expect }) => expect === 'found') ?? target.people[0]!;
    let heard = await patiently(asking, person);
    // A machine that stalled made a call come too late.
    for (let again = 0; again < 3 && heard.reply.kind === 'failed'; again += 1) heard = await patiently(asking, person);
    return { target, person, heard };
  } finally {
    await target.stop();
  }
}

describe('a recording of every source', () => {
  const made = new Map<string, { text: string; person: TestPerson; target: Target; kinds: string[] }>();
  beforeAll(async () => {
    await fewAtOnce(sources.filter(isPlain), 16, async (source) => {
      const { target, person, heard } = await heardOf(source);
      const recording = await makeRecording(source, person, target.secret, heard);
      made.set(source.id, {
        text: JSON.stringify(recording),
        person,
        target,
        kinds: [recording.reply.kind, heard.reply.kind],
      });
    });
  }, 60_000);

  it.each(sources.filter(isPlain).map(({ id }) => id))('%s reads as it did, and holds nobody', (id) => {
    const { text, person, target, kinds } = made.get(id)!;
    expect(kinds[0]).toBe(kinds[1]);
    for (const hidden of [
      person.name,
      person.document.number,
      person.phone,
      person.specimenNumber,
      ...Object.values(target.secret),
    ])
      if (hidden && hidden.length > 7) expect(text).not.toContain(hidden);
    expect(text).not.toContain(person.name);
  });
});

describe('what is refused', () => {
  const source = sources.find(({ id }) => id === 'guangdong')!;
  const tampered = async (change: (text: string) => string, file = source) => {
    const { target, person, heard } = await heardOf(source);
    for (const { reply } of heard.exchanges)
      reply!.body = Buffer.from(change(Buffer.from(reply!.body).toString('utf8')));
    return makeRecording(file, person, target.secret, heard);
  };

  it('is a reply in which the person still stands', async () => {
    const { name, document } = (await heardOf(source)).person;
    // A message is kept for whoever reads it.
    const inBase64 = Buffer.from(`关于${document.number}`).toString('base64');
    await expect(tampered((text) => text.replace('"ok"', `"${inBase64}"`))).rejects.toThrow(
      /the number of the document would still stand/,
    );
    await expect(tampered((text) => text.replace('"ok"', `"${encodeURIComponent(name)}"`))).rejects.toThrow(
      /the name would still stand/,
    );
  });

  it('is a reply in which a credential stands', async () => {
    await expect(tampered((text) => text.replace('"ok"', '"guangdong-sandbox-token"'))).rejects.toThrow(
      /the secret's token would still stand|Nothing was written/,
    );
  });

  it('is one that can no longer be read', async () => {
    await expect(tampered((text) => text.replace('"errcode":0', '"errcode":77'))).rejects.toThrow(
      'found became failed',
    );
  });

  it('is an encrypted one', async () => {
    const sealed = sources.find((each) => !isPlain(each))!;
    await expect(tampered((text) => text, sealed)).rejects.toThrow('write the recording by hand');
  });
});

it('keeps no name of a field that is also where somebody is named', () => {
  const source = structuredClone(sources.find(({ id }) => id === 'guangdong')!);
  Object.assign(source.results[0]!.fields, { institution: 'lab.title', echoName: 'patient.title' });
  const kept = keptNames(source);
  expect(kept).toContain(source.results[0]!.fields.outcome);
  expect(kept).not.toContain('title');
});

describe('an invention', () => {
  const invention = new Invention({
    name: '欧阳小明',
    document: { type: 'resident-id', number: '11010519491231002X' },
    phone: '10012345678',
  });

  it.each([
    ['11010519491231002X', '110101199003071233'],
    ['11010519491231002x', '110101199003071233'],
    ['110***********002X', '110***********1233'],
    ['欧阳小明', '张三李四'],
    ['欧**明', '张**四'],
    ['***明', '***四'],
  ])('of %s is %s', (real, invented) => expect(invention.of(real)).toBe(invented));

  it('keeps the shape, is the same for the same, and another for another', () => {
    const [a, b] = [invention.of('ZJ-2022-0007'), invention.of('ZJ-2022-0008')];
    expect(a).toMatch(/^[A-Z]{2}-\d{4}-\d{4}$/);
    expect(invention.of('ZJ-2022-0007')).toBe(a);
    expect(b).not.toBe(a);
  });
});

it.each([
  'as is 110105',
  'MTEwMTA1',
  'xMTEwMTA1',
  Buffer.from('a110105b').toString('base64'),
  Buffer.from('ab110105').toString('hex'),
])('finds a trace in %s', (text) => expect(tracesIn(text, { number: '110105' })).toEqual(['number']));
