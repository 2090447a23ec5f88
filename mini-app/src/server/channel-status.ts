/** ChannelStatus: how every source stands for everybody, as the public document GET /sources has it. */
import { CHANNELS, type Channel, type Instant } from '../../../core/index.ts';
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
  readNames,
  text,
} from '../http/reading.ts';

const OPENNESS = ['open', 'share', 'closed', 'held'] as const;
const EVIDENCE = ['observed', 'assumed'] as const;

/** One hour of a source's last day. */
export interface Hour {
  from: Instant;
  /** The share of questions it answered, 0 to 1; `null` when nobody asked. */
  answered: number | null;
}
export interface ChannelStatus extends Names {
  id: string;
  channel: Channel;
  /** GB/T 2260. */
  jurisdiction: string;
  /** `assumed`: nobody has confirmed how it is asked. */
  evidence: (typeof EVIDENCE)[number];
  connected: boolean;
  /** `share`: fewer questions than usual are let through; `unknown`: a word of a newer server. */
  state: (typeof OPENNESS)[number] | 'unknown';
  backAt?: Instant;
  announcement?: Names;
  /** How long an answer usually takes. */
  medianSeconds: number | null;
  /** By how much its results usually come after the report; measured by us, or by its own word. */
  usuallyLate: { hours: number; measured: boolean } | null;
  /** Oldest first. */
  day: Hour[];
}
export interface ChannelStatuses {
  asOf: Instant;
  sources: ChannelStatus[];
}

function readHour(json: Json): Hour {
  const answered = number(json.answered);
  return {
    from: known(instant(json.from)),
    answered: answered === undefined ? null : Math.min(1, Math.max(0, answered)),
  };
}

function readStatus(json: Json): ChannelStatus {
  const id = known(text(json.id));
  const late = isObject(json.usuallyLate) ? number(json.usuallyLate.hours) : undefined;
  return {
    id,
    zh: text(json.zh) ?? id,
    en: text(json.en) ?? id,
    channel: known(oneOf(CHANNELS, json.channel)),
    jurisdiction: text(json.jurisdiction) ?? '',
    evidence: oneOf(EVIDENCE, json.evidence) ?? 'assumed',
    connected: json.connected === true,
    state: oneOf(OPENNESS, json.state) ?? 'unknown',
    backAt: instant(json.backAt),
    announcement: readNames(json.announcement),
    medianSeconds: number(json.medianSeconds) ?? null,
    usuallyLate: late === undefined ? null : { hours: late, measured: (json.usuallyLate as Json).measured === true },
    day: list(json.day).map(readHour),
  };
}

/** `undefined`: not a document this version can read. */
export function readChannelStatuses(json: unknown): ChannelStatuses | undefined {
  return read(json, (body) => ({ asOf: known(instant(body.asOf)), sources: list(body.sources).map(readStatus) }));
}
