/** `npm run receipts -- --from <day> --to <day>`: how many were turned away, by place and venue, as CSV; of whom nobody knows. */
import { parseArgs } from 'node:util';
import { DAY_MS, formatInstant, type Instant, instantOf, type Jurisdiction, parseInstant } from '../../core/index.ts';
import { COMPLAINTS } from '../../core/share-code/receipt.ts';
import { loadConfiguration } from '../effects/configuration.ts';
import { createReceiptOrderEffects } from '../effects/for-operating.ts';
import { type Counted, TOLD } from '../effects/receipts.ts';

export const USAGE = `npm run receipts -- --from <2022-08-01> --to <2022-08-07> [--stage <stage>]
Days are Beijing's, of the refusal, both included; at most 400 of them. Without --stage it is the sandbox that runs here.`;

const SANDBOX = `http://127.0.0.1:${process.env.PORT || 4000}/sandbox`;
const MOST_DAYS = 400;

type ReceiptOrderEffects = ReturnType<typeof createReceiptOrderEffects>;

/** `open`: the stage's ledger, or why there is none. The text is for a file or the terminal. */
export async function runReceiptsOrder(
  argv: readonly string[],
  open: (stage: string | undefined) => Promise<ReceiptOrderEffects | string>,
): Promise<{ text: string; failed: boolean }> {
  const failed = (text: string) => ({ text, failed: true });
  const order = readOrder(argv);
  if ('mistake' in order) return failed(`${order.mistake}\n\n${USAGE}`);
  const effects = await open(order.stage);
  if (typeof effects === 'string') return failed(effects);
  const { jurisdictions } = await loadConfiguration(new URL('../../config', import.meta.url).pathname);
  const counted = sumOf((await Promise.all(order.days.map((day) => effects.receipts.ofDay(day)))).flat());
  const lines = await Promise.all(counted.map((each) => lineOf(effects, each, jurisdictions)));
  return { text: [HEAD, ...lines].map((fields) => fields.map(quoted).join(',')).join('\n'), failed: false };
}

const HEAD = ['jurisdiction', 'place', 'venue', 'name', 'receipts', ...COMPLAINTS];

function readOrder(argv: readonly string[]): { days: string[]; stage: string | undefined } | { mistake: string } {
  const options = { from: { type: 'string' }, to: { type: 'string' }, stage: { type: 'string' } } as const;
  try {
    const { from, to, stage } = parseArgs({ args: [...argv], options }).values;
    const [first, last] = [from, to].map(startOf);
    if (first === undefined || last === undefined) return { mistake: 'Say --from and --to as days: 2022-08-01.' };
    const count = (last - first) / DAY_MS + 1;
    if (count < 1 || count > MOST_DAYS) return { mistake: `Say from 1 to ${MOST_DAYS} days, the first one first.` };
    const days = Array.from({ length: count }, (_, at) => formatInstant(instantOf(first + at * DAY_MS)).slice(0, 10));
    return { days, stage };
  } catch (error) {
    return { mistake: `${(error as Error).message.split('.')[0]}.` };
  }
}

function startOf(day: string | undefined): Instant | undefined {
  return /^\d{4}-\d\d-\d\d$/.test(day ?? '') ? parseInstant(`${day}T00:00:00+08:00`) : undefined;
}

/** Of all days together, the most first. */
function sumOf(counted: readonly Counted[]): Counted[] {
  const sums = new Map<string, Counted>();
  for (const { jurisdiction, venue, counts } of counted) {
    const name = `${jurisdiction}#${venue}`;
    const sum = sums.get(name) ?? { jurisdiction, venue, counts: {} };
    for (const complaint of COMPLAINTS) sum.counts[complaint] = (sum.counts[complaint] ?? 0) + (counts[complaint] ?? 0);
    sums.set(name, sum);
  }
  return [...sums.values()].sort((a, b) => total(b) - total(a) || (a.jurisdiction < b.jurisdiction ? -1 : 1));
}

const total = ({ counts }: Counted) => COMPLAINTS.reduce((sum, complaint) => sum + (counts[complaint] ?? 0), 0);

async function lineOf(
  { venues }: ReceiptOrderEffects,
  counted: Counted,
  jurisdictions: readonly Jurisdiction[],
): Promise<string[]> {
  const { jurisdiction, venue, counts } = counted;
  const place = jurisdictions.find(({ code }) => code === jurisdiction)?.zh ?? '';
  const name = venue === TOLD ? '本人填写（不单列）' : ((await venues.read(venue))?.zh ?? '');
  const numbers = [total(counted), ...COMPLAINTS.map((complaint) => counts[complaint] ?? 0)];
  return [jurisdiction, place, venue, name, ...numbers.map(String)];
}

/** What a spreadsheet would take for a formula stays a text. */
function quoted(field: string): string {
  const text = /^[=+\-@\t\r]/.test(field) ? `'${field}` : field;
  return /[",'\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

async function openStage(stage: string | undefined): Promise<ReceiptOrderEffects | string> {
  const clock = { now: () => instantOf(Date.now()) };
  if (stage !== undefined)
    return createReceiptOrderEffects({ ledgerTable: `huren-${stage}-recognition-ledger`, clock });
  try {
    const { dynamodb } = (await (await fetch(SANDBOX)).json()) as { dynamodb: { endpoint: string; ledger: string } };
    return createReceiptOrderEffects({ ledgerTable: dynamodb.ledger, endpoint: dynamodb.endpoint, clock });
  } catch {
    return `The sandbox does not answer at ${SANDBOX}. Start it with npm start, or name a stage with --stage.`;
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { text, failed } = await runReceiptsOrder(process.argv.slice(2), openStage);
  console.log(text);
  if (failed) process.exitCode = 1;
}
