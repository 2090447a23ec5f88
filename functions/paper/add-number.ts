/** Adds a paper by the number on it, and has its source asked as always: what confirms it is that source's own answer. */
import { randomBytes } from 'node:crypto';
import { askWhoIsDue } from '../asking/ask.ts';
import { numberMark } from '../asking/number-mark.ts';
import { nextPollMs } from '../asking/rhythm.ts';
import type { Response } from '../door/request.ts';
import type { PaperEffects } from '../effects/for-papers.ts';
import type { PaperId, PaperLine } from '../effects/items.ts';
import { askableOf } from '../results/askable-of.ts';
import { writtenPaper } from '../results/papers.ts';
import type { OwnPartition } from '../results/read-partition.ts';
import { refuseOneMore } from './limits.ts';
import type { PaperRequest } from './paper-request.ts';

type ByNumber = Extract<PaperRequest, { kind: 'number' }>;

/** `earlier`: the papers that stand. The same number at the same institution again is the same paper. */
export async function addNumber(
  effects: PaperEffects,
  own: OwnPartition,
  earlier: ReadonlyMap<PaperId, PaperLine>,
  { number, source: id, institution }: ByNumber,
): Promise<Response> {
  const { directory, papers, specimenPepper, world } = effects;
  const { citizen, documents, replies } = own;
  const source = directory.sources.get(id ?? '');
  const m = await numberMark(number, specimenPepper);
  const added = world.clock.now();
  let [paper, line] =
    [...earlier].find(([, each]) => each.m === m && each.s === source?.id && each.i === institution) ?? [];
  if (!paper || !line) {
    const refused = refuseOneMore(earlier.size);
    if (refused) return refused;
    paper = newPaperId();
    line = { a: added, l: number.slice(-4), m, ...(source ? { s: source.id } : { i: institution }) };
    await papers.add(citizen, paper, line, { number, institution: institution ?? source?.names.zh });
    effects.log('paper-added', { kind: 'number', source: source?.id });
  }
  const askable = source ? askableOf(directory, [source], documents) : [];
  const asked = source
    ? await askWhoIsDue(effects, { citizen, head: own.head, replies, askable, place: source.jurisdiction, urged: true })
    : { head: own.head };
  const written = writtenPaper(paper, line, {
    directory,
    documents,
    replies,
    head: asked.head,
    now: world.clock.now(),
  });
  const pollAfterMs = written.state === 'waiting' ? nextPollMs(0, world.random()) : null;
  return { status: 202, body: { paper: written, pollAfterMs } };
}

/** 48 bits, so that nobody meets another one's by chance among twenty. */
export function newPaperId(): PaperId {
  return randomBytes(6).toString('base64url') as PaperId;
}
