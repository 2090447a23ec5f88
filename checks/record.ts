/**
 * `npm run record -- <source> [--person n]`: asks a source about its n-th test person (the first, unless said) and keeps its
 * reply as protocols/recordings/<source>/<date>-person-<n>.json with an invented person in the place of the one asked about.
 * Without more it asks the simulated source; a real one with `--endpoint https://… --secret <file> --people <file>`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatInstant } from '../core/index.ts';
import { readConfigurationFolder } from '../functions/effects/configuration.ts';
import { Asking } from './conformance/asking.ts';
import { patiently } from './conformance/questions/whoever-holds-results.ts';
import { simulatedTarget } from './conformance/simulated-target.ts';
import { endpointTarget } from './conformance/target.ts';
import { called, UnfitPeople } from './conformance/test-person.ts';
import { argumentsOf } from './read-arguments.ts';
import { makeRecording, NotRecorded } from './recording/make-recording.ts';

const USAGE =
  'npm run record -- <source> [--person <n>] [--into <folder>] [--endpoint https://… --secret <file> --people <file>]';
const RECORDINGS = fileURLToPath(new URL('../protocols/recordings', import.meta.url));

async function record(): Promise<string> {
  const options = {
    person: { type: 'string', default: '1' },
    into: { type: 'string', default: RECORDINGS },
    endpoint: { type: 'string' },
    secret: { type: 'string' },
    people: { type: 'string' },
  } as const;
  const { values, positionals } = argumentsOf(options, USAGE);
  const { sources } = await readConfigurationFolder(fileURLToPath(new URL('../config', import.meta.url)));
  const source = sources.find(({ id }) => id === positionals[0]);
  if (!source || positionals.length > 1) throw new RangeError(`Name one file of config/sources/. ${USAGE}`);
  const { endpoint, secret, people } = values;
  if (endpoint !== undefined && !(secret && people))
    throw new RangeError(`An endpoint is asked with --secret and --people. ${USAGE}`);
  const target =
    endpoint === undefined ? await simulatedTarget(source) : endpointTarget(source, endpoint, secret!, people!);
  try {
    const person = target.people[Number(values.person) - 1];
    if (!person)
      throw new RangeError(`There are ${target.people.length} test people; --person ${values.person} is none of them`);
    const heard = await patiently(new Asking(target), person);
    const recording = await makeRecording(source, person, target.secret, heard);
    const folder = join(values.into, source.id);
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${formatInstant(target.clock.now()).slice(0, 10)}-person-${values.person}.json`);
    writeFileSync(file, `${JSON.stringify(recording, null, 2)}\n`, { flag: 'wx' });
    return `${called(person)}: ${recording.reply.kind}. Written to ${file}; give it a story and a name that say what is to be seen.`;
  } finally {
    await target.stop();
  }
}

try {
  console.log(await record());
} catch (error) {
  const isOurs =
    error instanceof RangeError ||
    error instanceof TypeError ||
    error instanceof NotRecorded ||
    error instanceof UnfitPeople;
  const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
  console.error(
    isThere
      ? `${(error as NodeJS.ErrnoException).path} is there already; rename it first`
      : isOurs
        ? (error as Error).message
        : error,
  );
  process.exitCode = 1;
}
process.exit();
