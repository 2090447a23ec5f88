/** The order of `npm run receipts`: how many were turned away, by place and venue, as CSV; of whom nobody knows. */
import { fileURLToPath } from 'node:url';
import { DAY_MS, formatInstant, type Instant, instantOf, type Jurisdiction, parseInstant } from '../../core/index.ts';
import { COMPLAINTS } from '../../core/share-code/receipt.ts';
import { loadConfiguration } from '../effects/configuration.ts';
import type { createReceiptOrderEffects } from '../effects/for-operating.ts';
import { type Counted, TOLD } from '../effects/receipts.ts';
import { Mistake, type Told, tell } from './mistake.ts';
import { parsed } from './read-words.ts';

export const USAGE = `npm run receipts -- --from <2022-08-01> --to <2022-08-07> [--stage <stage>]
Days are Beijing's, of the refusal, both included; at most 400 of them. Without --stage it is the sandbox that runs here.`;

const MOST_DAYS = 400;

type ReceiptOrderEffects = ReturnType<typeof createReceiptOrderEffects>;

/** `open`: the stage's ledger. The text is for a file or the terminal. */
export async function runReceiptsOrder(
  argv: readonly string[],
  open: (stage: string | undefined) => Promise<ReceiptOrderEffects>,
): Promise<Told> {
  return tell(argv, USAGE, async () => {
    const { days, stage } = readOrder(argv);
    const effects = await open(stage);
    const { jurisdictions } = await loadConfiguration(fileURLToPath(new URL('../../config', import.meta.url)));
    const counted = sumOf((await Promise.all(days.map((day) => effects.receipts.ofDay(day)))).flat());
    const lines = await Promise.all(counted.map((each) => lineOf(effects, each, jurisdictions)));
    return [HEAD, ...lines].map((fields) => fields.map(quoted).join(',')).join('\n');
  });
}

const HEAD = ['jurisdiction', 'place', 'venue', 'name', 'receipts', ...COMPLAINTS];

const OPTIONS = { from: { type: 'string' }, to: { type: 'string' }, stage: { type: 'string' } } as const;

function readOrder(argv: readonly string[]): { days: string[]; stage: string | undefined } {
  const { from, to, stage } = parsed({ args: [...argv], options: OPTIONS }, USAGE).values;
  const [first, last] = [from, to].map(startOf);
  if (first === undefined || last === undefined) throw new Mistake('Say --from and --to as days: 2022-08-01.', USAGE);
  const count = (last - first) / DAY_MS + 1;
  if (count < 1 || count > MOST_DAYS) throw new Mistake(`Say from 1 to ${MOST_DAYS} days, the first one first.`, USAGE);
  const days = Array.from({ length: count }, (_, at) => formatInstant(instantOf(first + at * DAY_MS)).slice(0, 10));
  return { days, stage };
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
