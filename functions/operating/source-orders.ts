/** Orders of an operator about a source: read from the command line, each mistake with its remedy. */
import { DAY_MS, type Instant, instantOf, parseInstant, startOfBeijingDay } from '../../core/index.ts';
import type { ControlChange } from '../effects/control.ts';
import { Mistake } from './mistake.ts';

export const USAGE = `npm run source -- <source> <order> [--stage <stage>]
  show                      how it stands
  acts                      what was ordered in the last 400 days
  open                      ask it as its file says
  share --part <0.01-0.99>  use only this part of its limit
  off                       ask it no more
  hold                      let nothing it says void another's result
  release                   trust it again; what was counted until now does not hold it anew
With off and share, what citizens read: --until <HH:mm or RFC 3339>, when it should be back, and --say-zh <text> --say-en <text>
Both stand until open, also past --until.
Without --stage it is the sandbox that runs here.`;

/** `change`: what to write, by the clock of where it is obeyed; throws a Mistake. */
export type Order = { source: string; stage: string | undefined } & (
  | { name: 'show' | 'acts'; change?: undefined }
  | { name: keyof typeof CHANGES; change(now: Instant): ControlChange }
);

const OPTIONS = ['part', 'until', 'say-zh', 'say-en', 'stage'] as const;
type Options = Partial<Record<(typeof OPTIONS)[number], string>>;
const LONGEST_SAYING = 100;

/** Throws a Mistake. */
export function readOrder(argv: readonly string[], isSource: (id: string) => boolean): Order {
  const words: string[] = [];
  const options: Options = {};
  for (let at = 0; at < argv.length; at += 1) {
    const name = OPTIONS.find((option) => argv[at] === `--${option}`);
    if (!name && argv[at]!.startsWith('--')) throw new Mistake(`There is no ${argv[at]}.`, USAGE);
    if (!name) words.push(argv[at]!);
    else {
      at += 1;
      if (argv[at] === undefined) throw new Mistake(`Say something after --${name}.`, USAGE);
      options[name] = argv[at];
    }
  }
  const [source, order = 'show', ...more] = words;
  if (!source) throw new Mistake('Name a source.', USAGE);
  if (more.length > 0) throw new Mistake(`Put what has spaces in quotes: ${more.join(' ')} was not understood.`, USAGE);
  if (!isSource(source)) throw new Mistake(`${source}: no file of config/sources has this name.`, USAGE);
  const { stage } = options;
  if (order === 'show' || order === 'acts') return { source, stage, name: order };
  if (!isChange(order)) throw new Mistake(`There is no order ${order}.`, USAGE);
  return { source, stage, name: order, change: (now) => CHANGES[order](options, now) };
}

const NAMES = { '#state': 'state', '#share': 'share' };

const CHANGES = {
  open: () => ({ expression: 'REMOVE #state, #share, backAt, announcement', names: NAMES }),
  off: (options, now) => closing('off', options, now),
  share: (options, now) => closing('share', options, now),
  hold: (_, now) => ({ expression: 'SET held = if_not_exists(held, :now)', values: { ':now': now } }),
  release: (_, now) => ({ expression: 'SET releasedAt = :now REMOVE held', values: { ':now': now } }),
} satisfies Record<string, (options: Options, now: Instant) => ControlChange>;

const isChange = (order: string): order is keyof typeof CHANGES => Object.hasOwn(CHANGES, order);

function closing(state: 'off' | 'share', options: Options, now: Instant): ControlChange {
  const share = Number(options.part);
  if (state === 'share' && !(share >= 0.01 && share <= 0.99))
    throw new Mistake('Say --part with a number from 0.01 to 0.99.', USAGE);
  const backAt = options.until === undefined ? undefined : momentOf(options.until, now);
  if (options.until !== undefined && (backAt === undefined || backAt <= now))
    throw new Mistake('Say --until as HH:mm of Beijing, or as 2022-08-01T10:00:00+08:00, and not in the past.', USAGE);
  const { 'say-zh': zh, 'say-en': en } = options;
  if ((zh === undefined) !== (en === undefined))
    throw new Mistake('Say it in both languages: --say-zh and --say-en.', USAGE);
  if ([zh, en].some((text) => text !== undefined && (text.trim() === '' || text.length > LONGEST_SAYING)))
    throw new Mistake(`Say it in 1 to ${LONGEST_SAYING} characters.`, USAGE);
  const set = new Map<string, unknown>([['#state', state]]);
  if (state === 'share') set.set('#share', share);
  if (backAt !== undefined) set.set('backAt', backAt);
  if (zh !== undefined) set.set('announcement', { zh, en });
  const gone = ['#share', 'backAt', 'announcement'].filter((name) => !set.has(name));
  const entries = [...set];
  return {
    expression: `SET ${entries.map(([name], at) => `${name} = :v${at}`).join(', ')}${gone.length ? ` REMOVE ${gone.join(', ')}` : ''}`,
    names: NAMES,
    values: Object.fromEntries(entries.map(([, value], at) => [`:v${at}`, value])),
  };
}

/** `HH:mm` is the next such time of Beijing. */
function momentOf(text: string, now: Instant): Instant | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hours === undefined) return parseInstant(text);
  const today = startOfBeijingDay(now) + (Number(hours) * 60 + Number(minutes)) * 60_000;
  return instantOf(today > now ? today : today + DAY_MS);
}
