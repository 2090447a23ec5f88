/** SpecimenNumber: the number on an own report or tube, by which people prove themselves or agree to be acted for. */
import { agreesThemself, type DocumentType, type Instant, normaliseDocument } from '../../../core/index.ts';

/** What the server takes as a specimen or report number at the least. */
export const SHORTEST_SPECIMEN = 4;

/** Whether a family member has to give one. By the number as typed so far: half of one tells no birth date, and asks for nothing yet. */
export function specimenAskedFor(type: DocumentType, typed: string, now: Instant): boolean {
  if (type !== 'resident-id') return true;
  const read = normaliseDocument(type, typed);
  return 'document' in read && agreesThemself(read.document, now);
}
