/**
 * `npm run conformance -- <source>`: asks a source a fixed list of questions and prints what was expected beside what it
 * did, with the remedy for each difference; ends with 1 when there is one. Without more it asks the sandbox's simulated
 * source; a real one with `--endpoint https://… --secret <file> --people <file>`; `--all` every one that is simulated.
 */
import { fileURLToPath } from 'node:url';
import { readConfigurationFolder } from '../functions/effects/configuration.ts';
import type { SourceFile } from '../protocols/source-file.ts';
import { written } from './conformance/print.ts';
import { run } from './conformance/run.ts';
import { isDifferent, runAll } from './conformance/run-all.ts';
import { simulatedTarget } from './conformance/simulated-target.ts';
import { endpointTarget, type Target } from './conformance/target.ts';
import { UnfitPeople } from './conformance/test-person.ts';
import { argumentsOf } from './read-arguments.ts';

const USAGE = 'npm run conformance -- <source> [--endpoint https://… --secret <file> --people <file>], or --all';

async function conform({
  source: id,
  all,
  endpoint,
  secret,
  people,
}: ReturnType<typeof readArguments>): Promise<boolean> {
  const { sources } = await readConfigurationFolder(fileURLToPath(new URL('../config', import.meta.url)));
  if (all) return reportAll(sources);
  const source = sources.find((each) => each.id === id);
  if (!source) throw new RangeError(`There is no config/sources/${id}.json. ${USAGE}`);
  if (endpoint === undefined) return report(() => simulatedTarget(source));
  if (secret === undefined || people === undefined)
    throw new RangeError(`An endpoint is asked with --secret and --people. ${USAGE}`);
  return report(async () => endpointTarget(source, endpoint, secret, people));
}

async function reportAll(sources: SourceFile[]): Promise<boolean> {
  const all = await runAll(sources);
  for (const source of sources) {
    const findings = all.get(source.id);
    console.log(findings ? written({ source, place: 'simulated' }, findings, false) : `${source.id} · not simulated`);
  }
  return ![...all.values()].some(isDifferent);
}

/** True when nothing is different. */
async function report(start: () => Promise<Target>): Promise<boolean> {
  const target = await start();
  try {
    const findings = await run(target);
    console.log(written(target, findings));
    return !isDifferent(findings);
  } finally {
    await target.stop();
  }
}

function readArguments() {
  const options = {
    all: { type: 'boolean', default: false },
    endpoint: { type: 'string' },
    secret: { type: 'string' },
    people: { type: 'string' },
  } as const;
  const { values, positionals } = argumentsOf(options, USAGE);
  if (positionals.length !== (values.all ? 0 : 1)) throw new RangeError(USAGE);
  return { ...values, source: positionals[0] as SourceFile['id'] };
}

try {
  process.exitCode = (await conform(readArguments())) ? 0 : 1;
} catch (error) {
  const isOurs =
    error instanceof RangeError ||
    error instanceof TypeError ||
    error instanceof UnfitPeople ||
    'code' in (error as Error);
  console.error(isOurs ? (error as Error).message : error);
  process.exitCode = 2;
}
process.exit();
