/** PaperServer: the calls about paper results; createServer makes them part of the server. */
import { isObject, text } from '../http/reading.ts';
import type { Session } from '../http/session.ts';
import type { Reply } from '../http/trouble.ts';
import { type PaperAdded, type PaperClaims, readPaperAdded, readPapers } from './paper-claim.ts';

/** A paper as it is added: by the number printed on it, or by the signed certificate in its QR code. */
export type PaperEntry =
  | { kind: 'number'; number: string; source: string }
  | { kind: 'number'; number: string; institution: string }
  | { kind: 'certificate'; text: string };

export interface PaperServer {
  papers(): Promise<Reply<PaperClaims>>;
  /** Registered, not yet confirmed; or a certificate that was verified. */
  addPaper(entry: PaperEntry): Promise<Reply<PaperAdded>>;
  /** With its photo. */
  removePaper(id: string): Promise<Reply<null>>;
  /** `photo` is Base64 of a JPEG or PNG. */
  keepPhoto(id: string, photo: string): Promise<Reply<null>>;
  photo(id: string): Promise<Reply<string>>;
}

/** Two megabytes from a basement. */
const PHOTO_TIMEOUT_MS = 60_000;

export function createPaperServer(apiAddress: string, session: Pick<Session, 'ask'>): PaperServer {
  const address = (id?: string) => `${apiAddress}/paper-results${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;

  const done = () => null;

  return {
    papers: () => session.ask({ method: 'GET', url: address() }, readPapers),
    addPaper: (entry) => session.ask({ method: 'POST', url: address(), body: entry }, readPaperAdded),
    removePaper: (id) => session.ask({ method: 'DELETE', url: address(id) }, done),
    keepPhoto: (id, photo) =>
      session.ask({ method: 'PUT', url: `${address(id)}/photo`, body: { photo } }, done, PHOTO_TIMEOUT_MS),
    photo: (id) =>
      session.ask(
        { method: 'GET', url: `${address(id)}/photo` },
        (body) => (isObject(body) ? text(body.photo) : undefined),
        PHOTO_TIMEOUT_MS,
      ),
  };
}
