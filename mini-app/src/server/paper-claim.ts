/** PaperClaim: a paper result that somebody has added, as GET /paper-results and GET /results have it. */
import { type Instant, PAPER_STATES, type PaperState } from '../../../core/index.ts';
import { instant, isObject, type Json, known, list, number, oneOf, read, text } from '../http/reading.ts';

const KINDS = ['number', 'certificate'] as const;

export interface PaperClaim {
  id: string;
  kind: (typeof KINDS)[number] | 'unknown';
  /** `unknown`: a word of a newer server; it is told as that, never as confirmed. */
  state: PaperState | 'unknown';
  /** Written as the paper or the source has it. */
  institution?: string;
  /** Of the number on the paper. */
  last4?: string;
  addedAt: Instant;
  /** A photo is kept with it. */
  photo: boolean;
}
export interface PaperClaims {
  papers: PaperClaim[];
  pollAfterMs: number | null;
}

export function readPaper(json: Json): PaperClaim {
  return {
    id: known(text(json.id)),
    kind: oneOf(KINDS, json.kind) ?? 'unknown',
    state: oneOf(PAPER_STATES, json.state) ?? 'unknown',
    institution: text(json.institution),
    last4: text(json.last4),
    addedAt: known(instant(json.addedAt)),
    photo: json.photo === true,
  };
}

/** What POST /paper-results answers. */
export interface PaperAdded {
  paper: PaperClaim;
  pollAfterMs: number | null;
}

export function readPaperAdded(json: unknown): PaperAdded | undefined {
  return read(json, (body) => ({
    paper: readPaper(known(isObject(body.paper) ? body.paper : undefined)),
    pollAfterMs: number(body.pollAfterMs) ?? null,
  }));
}

/** `undefined`: not an answer this version can read. */
export function readPapers(json: unknown): PaperClaims | undefined {
  return read(json, (body) => ({
    papers: list(body.papers).map(readPaper),
    pollAfterMs: number(body.pollAfterMs) ?? null,
  }));
}
