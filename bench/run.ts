/** `npm run bench [-- <name> …]`: measures what Huren must reach, prints each figure beside its peer, and a closing table. */
import { cpus, hostname } from 'node:os';
import { camera } from './camera.ts';
import { certificates } from './certificates.ts';
import { crowd } from './crowd.ts';
import { everywhere } from './everywhere.ts';
import { type Figure, type Measurement, outcome, written, writtenTarget } from './figure.ts';
import { issuing } from './issuing.ts';
import { mainPackage } from './main-package.ts';
import { parsing } from './parsing.ts';
import { peak } from './peak.ts';
import { queryResults } from './query-results.ts';
import { silence } from './silence.ts';
import { startUp } from './start-up.ts';
import { verdict } from './verdict.ts';
import { week } from './week.ts';

const MEASUREMENTS: Measurement[] = [
  queryResults,
  silence,
  everywhere,
  peak,
  crowd,
  startUp,
  parsing,
  mainPackage,
  certificates,
  camera,
  verdict,
  issuing,
  week,
];

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const say = (line = '') => process.stdout.write(`${line}\n`);

/** Functions log with console; whoever measures them listens where it matters. */
const heardByNobody = () => {};

async function main(): Promise<void> {
  Object.assign(console, { info: heardByNobody, warn: heardByNobody, error: heardByNobody });
  const chosen = choose(process.argv.slice(2));
  const [cpu] = cpus();
  say(`${hostname()}: ${cpus().length} × ${cpu?.model.trim() ?? 'unknown CPU'}, Node ${process.versions.node}`);
  const figures: Figure[] = [];
  for (const { name, title, measure } of chosen) {
    say(`\n${name}: ${title}`);
    try {
      const measured = await measure((line) => say(`  ${line}`));
      for (const figure of measured) say(`  ${sentence(figure)}`);
      figures.push(...measured.map((figure) => ({ ...figure, what: `${name}: ${figure.what}` })));
    } catch (error) {
      // A target that is missed is a number; only a measurement that could not be made is a failure.
      process.exitCode = 1;
      say(`  could not be measured: ${error instanceof Error ? error.stack : error}`);
    }
  }
  say();
  for (const row of table(figures)) say(row);
}

function choose(names: string[]): Measurement[] {
  const unknown = names.find((name) => !MEASUREMENTS.some((each) => each.name === name));
  if (unknown !== undefined) {
    say(`There is no measurement "${unknown}"; there are ${MEASUREMENTS.map(({ name }) => name).join(', ')}.`);
    process.exit(1);
  }
  return names.length === 0 ? MEASUREMENTS : MEASUREMENTS.filter(({ name }) => names.includes(name));
}

function sentence(figure: Figure): string {
  const { what, value, unit, from } = figure;
  return `${what}: ${written(value, unit)} (${from}); target ${writtenTarget(figure)}: ${outcome(figure)}`;
}

function table(figures: Figure[]): string[] {
  const rows = figures.map((figure) => [
    figure.what,
    written(figure.value, figure.unit),
    writtenTarget(figure),
    outcome(figure),
  ]);
  const all = [['measured', 'value', 'target', 'outcome'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]!.length)));
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}

await main();
