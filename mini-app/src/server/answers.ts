/** What the server answers, as functions/openapi.yaml has it, with times as Instants. Unknown words of a newer server are `undefined`. */
import {
  CHANNELS,
  type Channel,
  DOCUMENT_TYPES,
  type DocumentType,
  type Instant,
  type JurisdictionCode,
  NOT_RECOGNISED_REASONS,
  OUTCOMES,
  type Outcome,
  type RecognitionDecision,
  SCENES,
  type Scene,
  STARTS_FROM,
  type StartsFrom,
  type Strength,
  UNDETERMINED_REASONS,
} from '../../../core/index.ts';
import {
  instant,
  isObject,
  type Json,
  known,
  list,
  type Names,
  number,
  oneOf,
  read,
  text,
  UnknownWord,
} from '../http/reading.ts';
import { type PaperClaim, readPaper } from './paper-claim.ts';
import { readSource, type SourceState } from './source-state.ts';

export interface Place extends Names {
  code: JurisdictionCode;
}
export interface ShownDocument {
  type: DocumentType;
  last4: string;
}
export interface Sighting {
  source: string;
  channel: Channel;
  outcome?: Outcome;
  retrievedAt: Instant;
}
export interface ShownResult {
  id: string;
  outcome?: Outcome;
  outcomeUnknown: boolean;
  contradicted: boolean;
  sampleCollectedAt?: Instant;
  testedAt?: Instant;
  reportIssuedAt?: Instant;
  retrievedAt: Instant;
  institution?: string;
  samplingPoint?: string;
  poolSize?: number;
  document: ShownDocument;
  decision: RecognitionDecision;
  sightings: Sighting[];
}
export interface ShownPolicy {
  windowHours: number;
  startsFrom: StartsFrom;
  samplingProofHours?: number;
  negatives?: { count: number; withinHours: number };
  document: string;
}
export interface Results {
  asOf: Instant;
  jurisdiction: Place;
  scene: Scene;
  policy: ShownPolicy | null;
  decision: RecognitionDecision;
  stricter: { scene: Scene; decision: RecognitionDecision } | null;
  results: ShownResult[];
  sources: SourceState[];
  /** Paper results that nobody has confirmed yet. */
  papers: PaperClaim[];
  answered: number;
  waiting: number;
  /** Channels outside the scope that could be asked. */
  unasked: number;
  /** May hold something, and this deployment reaches them not at all: asking more is of no use. */
  unconnected: number;
  pollAfterMs: number | null;
  askAgainAt: Instant | null;
}
export interface Identity {
  state: 'none' | 'checking' | 'bound' | 'failed';
  documents: (ShownDocument & { name: string; strength: Strength })[];
  token?: string;
  pollAfterMs: number | null;
}

function readDecision(json: unknown): RecognitionDecision {
  if (!isObject(json)) throw new UnknownWord();
  const resultId = text(json.resultId);
  switch (json.kind) {
    case 'recognised':
      return {
        kind: 'recognised',
        until: known(instant(json.until)),
        basis: json.basis === 'sampling-proof' ? 'sampling-proof' : 'result',
        resultId: resultId ?? '',
      };
    case 'expired':
      return { kind: 'expired', since: known(instant(json.since)), resultId: resultId ?? '' };
    case 'not-recognised':
      return { kind: 'not-recognised', reason: known(oneOf(NOT_RECOGNISED_REASONS, json.reason)), resultId };
    case 'pending':
      return { kind: 'pending', resultId: resultId ?? '' };
    case 'undetermined':
      return { kind: 'undetermined', reason: known(oneOf(UNDETERMINED_REASONS, json.reason)), resultId };
    case 'not-required':
      return { kind: 'not-required' };
    default:
      throw new UnknownWord();
  }
}

function readDocument(json: unknown): ShownDocument {
  if (!isObject(json)) throw new UnknownWord();
  return { type: known(oneOf(DOCUMENT_TYPES, json.type)), last4: text(json.last4) ?? '' };
}

function readResult(json: Json): ShownResult {
  return {
    id: known(text(json.id)),
    outcome: oneOf(OUTCOMES, json.outcome),
    outcomeUnknown: json.outcomeUnknown === true,
    contradicted: json.contradicted === true,
    sampleCollectedAt: instant(json.sampleCollectedAt),
    testedAt: instant(json.testedAt),
    reportIssuedAt: instant(json.reportIssuedAt),
    retrievedAt: known(instant(json.retrievedAt)),
    institution: text(json.institution),
    samplingPoint: text(json.samplingPoint),
    poolSize: number(json.poolSize),
    document: readDocument(json.document),
    decision: readDecision(json.decision),
    sightings: list(json.sightings).map((sighting) => ({
      source: known(text(sighting.source)),
      channel: known(oneOf(CHANNELS, sighting.channel)),
      outcome: oneOf(OUTCOMES, sighting.outcome),
      retrievedAt: known(instant(sighting.retrievedAt)),
    })),
  };
}

/** `undefined`: not an answer this version can read. */
export function readResults(json: unknown): Results | undefined {
  return read(json, (body) => ({
    asOf: known(instant(body.asOf)),
    jurisdiction: known(readPlace(body.jurisdiction)),
    scene: known(oneOf(SCENES, body.scene)),
    policy: isObject(body.policy)
      ? {
          windowHours: known(number(body.policy.windowHours)),
          startsFrom: known(oneOf(STARTS_FROM, body.policy.startsFrom)),
          samplingProofHours: number(body.policy.samplingProofHours),
          negatives: readNegatives(body.policy.negatives),
          document: text(body.policy.document) ?? '',
        }
      : null,
    decision: readDecision(body.decision),
    stricter: isObject(body.stricter)
      ? { scene: known(oneOf(SCENES, body.stricter.scene)), decision: readDecision(body.stricter.decision) }
      : null,
    results: list(body.results).map(readResult),
    sources: list(body.sources).map(readSource),
    papers: list(body.papers).map(readPaper),
    answered: number(body.answered) ?? 0,
    waiting: number(body.waiting) ?? 0,
    unasked: number(body.unasked) ?? 0,
    unconnected: number(body.unconnected) ?? 0,
    pollAfterMs: number(body.pollAfterMs) ?? null,
    askAgainAt: instant(body.askAgainAt) ?? null,
  }));
}

function readNegatives(json: unknown): ShownPolicy['negatives'] {
  if (!isObject(json)) return undefined;
  return { count: known(number(json.count)), withinHours: known(number(json.withinHours)) };
}

function readPlace(json: unknown): Place | undefined {
  if (!isObject(json)) return undefined;
  const code = text(json.code);
  if (!code) return undefined;
  return { code: code as JurisdictionCode, zh: text(json.zh) ?? code, en: text(json.en) ?? code };
}

/** The places of `jurisdictions.json`; `undefined` when it holds none. */
export function readPlaces(json: unknown): Place[] | undefined {
  return read(json, (body) => {
    const places = list(body.jurisdictions)
      .map(readPlace)
      .filter((place) => place !== undefined);
    return known(places.length > 0 ? places : undefined);
  });
}

export function readIdentity(json: unknown): Identity | undefined {
  return read(json, (body) => ({
    state: known(oneOf(['none', 'checking', 'bound', 'failed'] as const, body.state)),
    documents: list(body.documents).map((document) => ({
      ...readDocument(document),
      name: text(document.name) ?? '',
      strength: document.strength as Strength,
    })),
    token: text(body.token),
    pollAfterMs: number(body.pollAfterMs) ?? null,
  }));
}
