/** The orders of `npm run keys`, read from the command line and obeyed; each mistake with its remedy. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SIGNING_ALGORITHMS, type SigningAlgorithm } from '../../../core/share-code/signed-key.ts';
import type { OnlineUse } from '../../signing/private-key.ts';
import { ONLINE_USES } from '../../trust/key-life.ts';
import { Mistake, type Told, tell } from '../mistake.ts';
import { readWords } from '../read-words.ts';
import { toldActs } from '../told-acts.ts';
import { described, draft } from './draft.ts';
import { drawNext } from './draw.ts';
import type { KeysMeans } from './means.ts';
import { publishSigned } from './publish.ts';
import { revokeKey } from './revoke.ts';
import { revokeCode } from './revoke-code.ts';
import { drawRoot, type RootShare } from './shares.ts';
import { show } from './show.ts';
import { signDraft } from './sign.ts';

export const USAGE = `npm run keys -- <order> [--stage <stage>]
  init-roots --out <folder> [--algorithm SM2]   draws two roots, each as three shares of which two are needed; offline
  next [--use <use>]                            draws the next key of each use, or of one; it signs nothing yet
  publish --share <file> --share <file>         has keys, policies and words signed by a root, and puts them in force
  draft --out <file>                            the same in three steps: what is to be signed …
  sign <draft> --share … --share … --out <file> … signed on a machine that needs no network …
  publish <signed file>                         … and put in force
  revoke <key id>                               nothing that this key has signed stands any more; one that waits is discarded
  revoke-code <number>                          a printed code stands no more
  show                                          every key, and what somebody should do
  acts                                          what was done with keys in the last 400 days
With draft and publish, where no key of a use signs now: --first lets a new one sign at once.
Uses: ${ONLINE_USES.join(', ')}. Without --stage it is the sandbox that runs here; its shares are sandbox/trust/share-*.json.`;

const OPTIONS = {
  stage: { type: 'string' },
  out: { type: 'string' },
  algorithm: { type: 'string' },
  use: { type: 'string' },
  share: { type: 'string', multiple: true },
  first: { type: 'boolean' },
} as const;
type OptionName = keyof typeof OPTIONS;

/** Which options an order has, and whether a word follows it: `?` may, `!` must. */
const ORDERS: Record<string, { options: OptionName[]; word?: '?' | '!' }> = {
  'init-roots': { options: ['out', 'algorithm'] },
  next: { options: ['use'] },
  draft: { options: ['out', 'first'] },
  sign: { options: ['share', 'out'], word: '!' },
  publish: { options: ['share', 'first'], word: '?' },
  revoke: { options: [], word: '!' },
  'revoke-code': { options: [], word: '!' },
  show: { options: [] },
  acts: { options: [] },
};

interface Order {
  name: string;
  word?: string;
  values: Partial<Record<'stage' | 'out' | 'algorithm' | 'use', string>> & { share?: string[]; first?: boolean };
}

/** `open`: the stage's means, or why there are none. `text` is for the terminal. */
export async function runKeysOrder(
  argv: readonly string[],
  open: (stage: string | undefined) => Promise<KeysMeans>,
): Promise<Told> {
  return tell(argv, USAGE, async () => {
    const order = readOrder(argv);
    return obey(order, () => open(order.values.stage));
  });
}

function readOrder(argv: readonly string[]): Order {
  const { name, known, words, values } = readWords(argv, OPTIONS, ORDERS, USAGE);
  const [word, ...more] = words;
  if (more.length > 0 || (word !== undefined && !known.word)) throw new Mistake('Too many words.', USAGE);
  if (known.word === '!' && word === undefined) throw new Mistake(`Say what to ${name}.`, USAGE);
  return { name, word, values };
}

async function obey({ name, word = '', values }: Order, open: () => Promise<KeysMeans>): Promise<string> {
  const { out, algorithm, use, share = [], first = false } = values;
  switch (name) {
    case 'init-roots':
      return initRoots(out, algorithm);
    case 'sign': {
      const { signed, text } = await signDraft(readFile(word), share.map(readShare));
      writeNew(out, `${signed}\n`);
      return `${text}\nWritten to ${out}.`;
    }
    case 'next':
      return drawNext(await open(), use === undefined ? ONLINE_USES : [useNamed(use)]);
    case 'draft': {
      const drafted = await draft(await open(), first);
      writeNew(out, drafted.payload);
      return `To be signed, written to ${out}:\n${described(drafted)}`;
    }
    case 'publish': {
      if ((word === '') === (share.length === 0))
        throw new Mistake('Give a signed file, or shares that sign a draft made now: --share <file> --share <file>.');
      const means = await open();
      if (word !== '') return publishSigned(means, readFile(word).toString().trim(), first);
      const { signed, text } = await signDraft((await draft(means, first)).payload, share.map(readShare));
      return `${text}\n${await publishSigned(means, signed, first)}`;
    }
    case 'revoke':
      return revokeKey(await open(), word);
    case 'revoke-code':
      return revokeCode(await open(), word);
    case 'acts':
      return toldActs((await open()).acts, 'keys');
    default:
      return show(await open());
  }
}

async function initRoots(out: string | undefined, named = 'Ed25519'): Promise<string> {
  const algorithm = SIGNING_ALGORITHMS.find((each) => each === named) as SigningAlgorithm | undefined;
  if (!algorithm) throw new Mistake(`Say --algorithm ${SIGNING_ALGORITHMS.join(' or ')}.`);
  if (out === undefined) throw new Mistake('Say --out with an empty folder, on a medium that stays offline.');
  mkdirSync(out, { recursive: true, mode: 0o700 });
  if (readdirSync(out).length > 0)
    throw new Mistake(`${out} is not empty; roots are drawn into a folder of their own.`);
  const [current, next] = [await drawRoot(algorithm), await drawRoot(algorithm)];
  for (const share of [...current.shares, ...next.shares])
    writeNew(join(out, `root-${share.kid}-share-${share.number}.json`), `${JSON.stringify(share, null, 2)}\n`);
  const roots = { $schema: './roots.schema.json', current: current.root, next: next.root };
  writeNew(join(out, 'roots.json'), `${JSON.stringify(roots, null, 2)}\n`);
  return [
    `Roots ${current.root.kid} (current) and ${next.root.kid} (next), in ${out}.`,
    'Give share 1, 2 and 3 of each to three operators, then destroy this folder. roots.json goes into config/.',
  ].join('\n');
}

function useNamed(name: string): OnlineUse {
  const use = ONLINE_USES.find((each) => each === name);
  if (!use) throw new Mistake(`There is no use ${name}; say one of ${ONLINE_USES.join(', ')}.`);
  return use;
}

function readFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Mistake(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}.`);
  }
}

function readShare(file: string): RootShare {
  const text = readFile(file).toString();
  try {
    const share = JSON.parse(text) as RootShare;
    if (/^[0-9a-f]{8}$/.test(share.kid) && typeof share.share === 'string' && Number.isInteger(share.number))
      return share;
  } catch {
    // The parser's own message would quote the share.
  }
  throw new Mistake(`${file} is no share of a root as init-roots writes it.`);
}

/** Only its owner may read it; nothing is overwritten. */
function writeNew(file: string | undefined, content: string | Uint8Array): void {
  if (file === undefined) throw new Mistake('Say where to write it: --out <file>.');
  if (existsSync(file)) throw new Mistake(`${file} is there already; choose another name.`);
  writeFileSync(file, content, { mode: 0o600 });
}
