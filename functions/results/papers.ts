/** Papers among the results: how each stands at this moment, and what the confirmed ones show. */
import type { CertificateFormat } from '../../core/certificate/index.ts';
import {
  type AnsweredSource,
  carriesNumber,
  formatInstant,
  type Instant,
  instantOf,
  type PaperState,
} from '../../core/index.ts';
import type { SourceFile } from '../../protocols/index.ts';
import { standingClaim } from '../asking/claims.ts';
import { unpackResults } from '../asking/pack.ts';
import type { Directory } from '../effects/directory.ts';
import type { HeadItem, PaperId, PaperLine, ReplyItem } from '../effects/items.ts';
import type { Papers } from '../effects/paper-lines.ts';
import { askableOf } from './askable-of.ts';
import type { KnownDocument } from './documents.ts';

/** What a paper's state follows from. */
export interface Around {
  directory: Directory;
  documents: readonly KnownDocument[];
  replies: ReadonlyMap<string, ReplyItem>;
  head: HeadItem;
  now: Instant;
}

/** A word given so shortly before the paper was added counts as given about it: a source is not asked twice within a minute. */
const ASKED_JUST_BEFORE_MS = 60_000;

export function paperState(line: PaperLine, around: Around): PaperState {
  return line.k === undefined ? numberState(line, around) : certificateState(line, around);
}

/** Confirmed by reading: the source's own answer about the citizen holds the number. */
function numberState({ a, s, m }: PaperLine, { directory, documents, replies, head, now }: Around): PaperState {
  const source = directory.sources.get(s ?? '');
  if (!source || !tellsNumbers(source)) return 'not-connected';
  const askable = askableOf(directory, [source], documents);
  if (askable.length === 0) return 'not-connected';
  const answers = askable.map(({ key }) => ({ key, reply: replies.get(key) }));
  const { recognised } = directory.configuration.papers.number.confirmed;
  const isHeld = answers.some(({ reply }) => resultsIn(reply).some((result) => carriesNumber(result, m!)));
  if (isHeld) return recognised ? 'confirmed' : 'waiting';
  const haveAnswered = answers.every(
    ({ key, reply }) =>
      // What a source has sent by itself is no answer to our question.
      reply?.at !== undefined &&
      !reply.po &&
      reply.w === undefined &&
      reply.at >= a - ASKED_JUST_BEFORE_MS &&
      standingClaim(head, key, reply, now) === undefined,
  );
  return haveAnswered ? 'not-there' : 'waiting';
}

/** Whether a source tells the numbers on its papers at all; without them it can confirm none. */
function tellsNumbers({ results }: SourceFile): boolean {
  return results.some(({ fields }) => fields.specimen !== undefined || fields.reportNumber !== undefined);
}

/** Its signature held when it was added; since then its issuer may have withdrawn it, or we our trust in the issuer. */
function certificateState({ k, c = [], h }: PaperLine, { directory }: Around): PaperState {
  const { issuers, papers } = directory.configuration;
  const [format, id, kid] = k!.split('|') as [CertificateFormat, string, string];
  const issuer = issuers.find((each) => each.id === id && each.format === format);
  const key = issuer?.keys.find((each) => each.kid === kid);
  const isWithdrawn = c.some((digest) => issuer?.revoked?.includes(digest));
  if (!key || key.revoked || isWithdrawn) return 'not-there';
  const rule = papers[format];
  return rule.recognised && rule.holder.includes(h!) ? 'confirmed' : 'waiting';
}

/** What confirmed certificates about one document show; like a source that names nobody they void nothing. */
export function certificatesAbout(ref: string, papers: Papers, around: Around): AnsweredSource[] {
  return [...papers.values()]
    .filter((line) => line.k !== undefined && line.d === ref && paperState(line, around) === 'confirmed')
    .map(({ r, t }) => ({
      source: 'paper',
      channel: 'paper',
      identityEcho: 'none',
      reply: { kind: 'found', results: unpackResults(r!), retrievedAt: instantOf(t!) },
    }));
}

/** Marks of the numbers on papers, by their source. */
export function numbersOn(papers: Papers, { directory }: Around): Map<string, string[]> {
  const numbers = new Map<string, string[]>();
  if (!directory.configuration.papers.number.confirmed.recognised) return numbers;
  for (const { s, m } of papers.values()) if (s !== undefined) numbers.set(s, [...(numbers.get(s) ?? []), m!]);
  return numbers;
}

/** Newest first. A certificate about a document that is the citizen's no more is not told. */
export function writtenPapers(papers: Papers, around: Around): WrittenPaper[] {
  return [...papers]
    .filter(([, { d }]) => d === undefined || around.documents.some(({ ref }) => ref === d))
    .sort(([, a], [, b]) => b.a - a.a)
    .map(([id, line]) => writtenPaper(id, line, around));
}

export interface WrittenPaper {
  id: PaperId;
  kind: 'number' | 'certificate';
  state: PaperState;
  source?: string;
  institution?: string;
  last4?: string;
  addedAt: string;
  photo: boolean;
}

export function writtenPaper(id: PaperId, line: PaperLine, around: Around): WrittenPaper {
  const { a, i, k, l, p, s } = line;
  const named = around.directory.sources.get(s ?? '')?.names.zh;
  return {
    id,
    kind: k === undefined ? 'number' : 'certificate',
    state: paperState(line, around),
    source: s,
    institution: i ?? named,
    last4: l,
    addedAt: formatInstant(instantOf(a)),
    photo: p === true,
  };
}

function resultsIn(reply: ReplyItem | undefined) {
  return reply?.r === undefined ? [] : unpackResults(reply.r);
}
