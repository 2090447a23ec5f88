/** Orders of an operator about a source: read from the command line, each mistake with its remedy. */
import { DAY_MS, type Instant, instantOf, parseInstant, startOfBeijingDay } from '../../core/index.ts';
import type { ControlChange } from '../effects/control.ts';

export const USAGE = `npm run source -- <source> <order> [--stage <stage>]
  show                      how it stands
  open                      ask it as its file says
  share --part <0.01-0.99>  use only this part of its limit
  off                       ask it no more
  hold                      let nothing it says void another's result
  release                   trust it again; what was counted until now does not hold it anew
With off and share, what citizens read: --until <HH:mm or RFC 3339>, when it should be back, and --say-zh <text> --say-en <text>
Both stand until open, also past --until.
Without --stage it is the sandbox that runs here.`;

export interface Order {
  source: string;
  stage: string | undefined;
  /** What to write; absent: only show. */
  change?: ControlChange;
}

const OPTIONS = ['part', 'until', 'say-zh', 'say-en', 'stage'] as const;
type Options = Partial<Record<(typeof OPTIONS)[number], string>>;
const LONGEST_SAYING = 100;

export function readOrder(
  argv: readonly string[],
  isSource: (id: string) => boolean,
  now: Instant,
): Order | { mistake: string } {
  const words: string[] = [];
  const options: Options = {};
  for (let at = 0; at < argv.length; at += 1) {
    const name = OPTIONS.find((option) => argv[at] === `--${option}`);
    if (!name && argv[at]!.startsWith('--')) return mistake(`There is no ${argv[at]}.`);
    if (!name) words.push(argv[at]!);
    else {
      at += 1;
      if (argv[at] === undefined) return mistake(`Say something after --${name}.`);
      options[name] = argv[at];
    }
  }
  const [source, order = 'show', ...more] = words;
  if (!source) return mistake('Name a source.');
  if (more.length > 0) return mistake(`Put what has spaces in quotes: ${more.join(' ')} was not understood.`);
  if (!isSource(source)) return mistake(`${source}: no file of config/sources has this name.`);
  const stage = options.stage;
  if (order === 'show') return { source, stage };
  const change = changeOf(order, options, now);
  return 'mistake' in change ? change : { source, stage, change };
}

function changeOf(order: string, options: Options, now: Instant): ControlChange | { mistake: string } {
  switch (order) {
    case 'open':
      return { expression: 'REMOVE #state, #share, backAt, announcement', names: NAMES };
    case 'off':
    case 'share':
      return closing(order, options, now);
    case 'hold':
      return { expression: 'SET held = if_not_exists(held, :now)', values: { ':now': now } };
    case 'release':
      return { expression: 'SET releasedAt = :now REMOVE held', values: { ':now': now } };
    default:
      return mistake(`There is no order ${order}.`);
  }
}

const NAMES = { '#state': 'state', '#share': 'share' };

function closing(state: 'off' | 'share', options: Options, now: Instant): ControlChange | { mistake: string } {
  const share = Number(options.part);
  if (state === 'share' && !(share >= 0.01 && share <= 0.99))
    return mistake('Say --part with a number from 0.01 to 0.99.');
  const backAt = options.until === undefined ? undefined : momentOf(options.until, now);
  if (options.until !== undefined && (backAt === undefined || backAt <= now))
    return mistake('Say --until as HH:mm of Beijing, or as 2022-08-01T10:00:00+08:00, and not in the past.');
  const { 'say-zh': zh, 'say-en': en } = options;
  if ((zh === undefined) !== (en === undefined)) return mistake('Say it in both languages: --say-zh and --say-en.');
  if ([zh, en].some((text) => text !== undefined && (text.trim() === '' || text.length > LONGEST_SAYING)))
    return mistake(`Say it in 1 to ${LONGEST_SAYING} characters.`);
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

function mistake(text: string): { mistake: string } {
  return { mistake: `${text}\n\n${USAGE}` };
}
