/** Photos of papers: kept with a paper, shown to nobody but the citizen, and proof of nothing. */
import { problem } from '../door/problem.ts';
import type { Request, Response } from '../door/request.ts';
import type { PaperEffects } from '../effects/for-papers.ts';
import type { PaperId } from '../effects/items.ts';
import type { OwnPartition } from '../results/read-partition.ts';
import { withoutPlace } from './without-place.ts';

const MOST_BYTES = 2 * 1024 * 1024;
const WHAT = 'Send {"photo": "…"}: a JPEG or PNG of at most 2 MiB, in Base64.';

export async function keepPhoto(
  { papers }: PaperEffects,
  { citizen }: OwnPartition,
  id: PaperId,
  { body }: Request,
): Promise<Response> {
  const bytes = bytesIn(body?.photo);
  if (!bytes) return problem('field-wrong', { field: '/photo', detail: WHAT });
  if (bytes.length > MOST_BYTES) return problem('body-too-large', { field: '/photo', detail: 'Send at most 2 MiB.' });
  if (!typeOf(bytes)) return problem('not-a-photo', { field: '/photo', detail: 'Send a JPEG or a PNG.' });
  const kept = await papers.keepPhoto(citizen, id, withoutPlace(bytes).toString('base64'));
  return kept ? { status: 204 } : paperUnknown();
}

export async function readPhoto({ papers }: PaperEffects, { citizen }: OwnPartition, id: PaperId): Promise<Response> {
  const photo = await papers.readPhoto(citizen, id);
  if (photo === undefined) return paperUnknown();
  return { status: 200, body: { type: typeOf(Buffer.from(photo.slice(0, 16), 'base64')), photo } };
}

export function paperUnknown(): Response {
  return problem('paper-unknown', { detail: 'Look at GET /paper-results: it was removed, or never had this.' });
}

/** Strict: Node would skip what is no Base64. */
function bytesIn(photo: unknown): Buffer | undefined {
  if (typeof photo !== 'string' || photo === '' || photo.length % 4 !== 0) return undefined;
  return /^[A-Za-z0-9+/]+={0,2}$/.test(photo) ? Buffer.from(photo, 'base64') : undefined;
}

/** By its first bytes, whatever anybody says that it is. */
function typeOf(bytes: Buffer): 'image/jpeg' | 'image/png' | undefined {
  if (bytes.subarray(0, 3).equals(Buffer.of(0xff, 0xd8, 0xff))) return 'image/jpeg';
  return bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')) ? 'image/png' : undefined;
}
