/** What 云简检测 sends to us by itself: results, corrections and withdrawals, signed as our door asks for it. */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { type DocumentType, formatInstant, type Instant, type Outcome } from '../../core/index.ts';
import type { Person } from '../people/index.ts';
import { type HeldTest, holdingsOf } from './holdings.ts';
import type { SourceId } from './source-ids.ts';

/** One result as it is pushed; times in RFC 3339. */
export interface PushedRow {
  /** The sender's own name for the row, by which the answer speaks of it. */
  row?: string;
  name: string;
  document: { type: DocumentType; number: string };
  specimen: string;
  /** `pending`: sampled, and not out. Absent in a withdrawal. */
  outcome?: Outcome | 'pending';
  sampleCollectedAt?: string;
  testedAt?: string;
  reportIssuedAt?: string;
  institution?: string;
  samplingPoint?: string;
  poolSize?: number;
  withdrawn?: true;
}

export interface PushSettings {
  source: SourceId;
  /** Of the source's secret. */
  pushKey: string;
  /** The sender's clock. */
  now: Instant;
  nonce?: string;
}

/** POSTs the rows to `/sources/{id}/results` of a gateway and returns its answer as it is. */
export function push(origin: string, rows: readonly PushedRow[], settings: PushSettings): Promise<Response> {
  const { source, pushKey, now, nonce = randomUUID() } = settings;
  const body = JSON.stringify({ results: rows });
  const timestamp = String(Math.floor(now / 1000));
  const digest = createHash('sha256').update(body).digest('hex');
  const signature = createHmac('sha256', pushKey).update(`${timestamp}\n${nonce}\n${digest}`).digest('base64');
  return fetch(`${origin}/sources/${source}/results`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-huren-timestamp': timestamp,
      'x-huren-nonce': nonce,
      'x-huren-signature': signature,
    },
    body,
  });
}

/** Everything `source` holds at `now` about these people, as it would push it. */
export function rowsAbout(people: readonly Person[], source: SourceId, now: Instant): PushedRow[] {
  const { lookup } = holdingsOf(people);
  return people.flatMap(({ name, documents }) =>
    documents.flatMap((document) => lookup(source, { name, number: document.number }, now).map(rowOf)),
  );
}

function rowOf(test: HeldTest): PushedRow {
  const written = (at: Instant | undefined) => (at === undefined ? undefined : formatInstant(at));
  return {
    row: test.specimenNumber,
    name: test.name,
    document: { type: test.documentType, number: test.number },
    specimen: test.specimenNumber,
    outcome: test.outcome ?? 'pending',
    sampleCollectedAt: written(test.sampledAt),
    testedAt: written(test.testedAt),
    reportIssuedAt: written(test.reportedAt),
    institution: test.institution,
    samplingPoint: test.samplingPoint,
    poolSize: test.poolSize,
  };
}
