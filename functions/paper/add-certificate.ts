/** Adds a paper by its signed certificate: read and checked at once, and taken only if it is not somebody else's. */
import {
  type Certificate,
  type CertificateReading,
  type CertificateRefusal,
  type HolderMatch,
  matchHolder,
  readCertificate,
} from '../../core/certificate/index.ts';
import type { CitizenId, Instant } from '../../core/index.ts';
import { packResults } from '../asking/pack.ts';
import { problem } from '../door/problem.ts';
import type { Response } from '../door/request.ts';
import type { PaperEffects } from '../effects/for-papers.ts';
import type { DocumentRef, PaperId, PaperLine } from '../effects/items.ts';
import { writtenPaper } from '../results/papers.ts';
import type { OwnPartition } from '../results/read-partition.ts';
import { newPaperId } from './add-number.ts';
import { certificateMeans } from './certificate-means.ts';
import { refuseOneMore } from './limits.ts';

/** What a person can do about it. */
const REMEDIES: Record<CertificateRefusal, string> = {
  unreadable: 'Scan the code again, flat and in good light; it may be damaged.',
  'not-a-certificate':
    'Scan the code of an EU Digital COVID Certificate (HC1:) or a SMART Health Card (shc:/), or add the number on the paper.',
  'issuer-unknown': 'Add the number on the paper with its institution instead: this issuer is not on our list.',
  forged: 'Ask whoever issued the paper: its signature does not fit.',
  expired: 'Ask the issuer for a new certificate.',
  'not-yet-valid': 'Add it again once it is valid.',
  revoked: 'Ask the issuer: it has withdrawn this certificate.',
  'wrong-kind': 'Scan the certificate of a test; this one is of a vaccination or a recovery.',
  'not-a-nucleic-acid-test': 'Scan the certificate of a nucleic-acid test; antigen tests do not count.',
  'somebody-else': 'Scan your own certificate: this one has another name or birth date.',
};

export async function addCertificate(
  effects: PaperEffects,
  own: OwnPartition,
  earlier: ReadonlyMap<PaperId, PaperLine>,
  text: string,
): Promise<Response> {
  const { directory, log, papers, world } = effects;
  const now = world.clock.now();
  const means = certificateMeans(directory.configuration);
  const reading = readCertificate(text, means, now);
  if (reading.kind === 'refused') return refuse(effects, reading);
  const { certificate } = reading;
  const whose = await whoseIs(
    effects,
    own.citizen,
    own.documents.map(({ ref }) => ref),
    certificate,
  );
  if (whose.match === 'differs') return refuse(effects, { kind: 'refused', reason: 'somebody-else' });
  const digests = certificate.identifiers.map(means.digest);
  const line = lineOf(certificate, digests, whose, now);
  const same = [...earlier].find(([, { k, r, d }]) => k === line.k && r === line.r && d === line.d);
  const [paper, kept] = same ?? [newPaperId(), line];
  if (!same) {
    const refused = refuseOneMore(earlier.size);
    if (refused) return refused;
    await papers.add(own.citizen, paper, line, { certificate: text });
    log('paper-added', { kind: certificate.format, match: whose.match });
  }
  const { documents, head, replies } = own;
  const written = writtenPaper(paper, kept, { directory, documents, replies, head, now });
  return { status: 201, body: { paper: written, pollAfterMs: null } };
}

function refuse(
  { log }: PaperEffects,
  { reason, missing }: Extract<CertificateReading, { kind: 'refused' }>,
): Response {
  log('certificate-refused', { reason });
  const detail = missing
    ? `Scan the other codes of the card too: ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing.`
    : REMEDIES[reason];
  return problem('certificate-refused', { field: '/text', detail, more: { reason, ...(missing && { missing }) } });
}

interface Whose {
  match: Exclude<HolderMatch, 'differs'>;
  ref: DocumentRef;
}

/**
 * The citizen's document that it is about. One birth date that differs tells that it is somebody else's, whatever another
 * document leaves open; names are spelt differently on different documents, so one that fits is enough.
 */
async function whoseIs(
  { ledger, people }: PaperEffects,
  citizen: CitizenId,
  refs: readonly DocumentRef[],
  { holder }: Certificate,
): Promise<Whose | { match: 'differs' }> {
  const profile = await ledger.readProfile(citizen);
  const known = refs.filter((ref) => profile?.documents[ref]);
  const persons = await Promise.all(known.map((ref) => people.openDocument(citizen, ref, profile!.documents[ref]!)));
  const born = persons.map((person) => matchHolder({ names: [], birthDate: holder.birthDate }, person));
  if (born.includes('differs')) return { match: 'differs' };
  const matches = persons.map((person) => matchHolder(holder, person));
  const best = matches.includes('matches') ? 'matches' : matches.includes('cannot-tell') ? 'cannot-tell' : 'differs';
  return best === 'differs' ? { match: best } : { match: best, ref: known[matches.indexOf(best)]! };
}

function lineOf(certificate: Certificate, digests: string[], { match, ref }: Whose, now: Instant): PaperLine {
  const { format, issuer, key, issuedAt, results } = certificate;
  return {
    a: now,
    i: results[0]!.institution ?? issuer.zh,
    k: `${format}|${issuer.id}|${key.kid}`,
    c: digests,
    d: ref,
    h: match,
    r: packResults(results),
    // Whoever signed it had seen them by then; a clock of theirs that runs ahead makes them no younger.
    t: Math.min(issuedAt, now),
  };
}
