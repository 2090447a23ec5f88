/** ShareServer: the calls about share codes; createServer makes them part of the server. */
import { CODE_PLATFORMS, type CodePlatform, type Instant, WITHHELD, type Withheld } from '../../../core/index.ts';
import { instant, isObject, known, list, oneOf, read, text } from '../http/reading.ts';
import type { Request } from '../http/request.ts';
import type { Reader, Session } from '../http/session.ts';
import { isTrouble, type Reply } from '../http/trouble.ts';
import type { CodeRequest } from '../share-code/code-keeper.ts';
import { type IssuedCode, readIssuedCode } from '../share-code/phone-code.ts';

/** One code that the server knows of, wherever it is held. */
export interface HeldCode {
  id: string;
  platform: CodePlatform;
  /** What stands on a printed one. */
  number?: string;
  issuedAt: Instant;
  expiresAt: Instant;
  revokedAt?: Instant;
  /** A newer one has been had since; it may lie some minutes ahead. Without a network this one still stands. */
  supersededAt?: Instant;
  /** The dependent it is for. */
  for?: string;
}

/** A code on paper. */
export interface PaperCode {
  id: string;
  number: string;
  expiresAt: Instant;
  /** Base64. */
  pdf: string;
}
export type PaperSize = 'a4' | 'card';

export interface ShareServer {
  issueCode(request: CodeRequest): Promise<Reply<IssuedCode | { withheld: Withheld }>>;
  codes(): Promise<Reply<HeldCode[]>>;
  revokeCode(id: string): Promise<Reply<null>>;
  printCode(size: PaperSize, dependent?: string): Promise<Reply<PaperCode | { withheld: Withheld }>>;
}

/** A document with a typeface in it, over a slow network. */
const PRINT_TIMEOUT_MS = 30_000;

export function createShareServer(apiAddress: string, session: Pick<Session, 'send' | 'ask' | 'replyOf'>): ShareServer {
  /** That no code can be made is an answer too. */
  async function orWithheld<T>(request: Request, reader: Reader<T>, timeoutMs?: number): Promise<Reply<T>> {
    const answer = await session.send(request, timeoutMs);
    const told = !isTrouble(answer) && answer.status === 409 ? reader(answer.body, answer.status) : undefined;
    return told === undefined ? session.replyOf(answer, reader) : { kind: 'ok', value: told };
  }

  return {
    issueCode: (request) =>
      orWithheld(
        { method: 'POST', url: `${apiAddress}/share-codes`, body: request },
        (body) => withheldIn(body) ?? readIssuedCode(body),
      ),
    codes: () =>
      session.ask({ method: 'GET', url: `${apiAddress}/share-codes` }, (body) =>
        read(body, ({ codes }) => list(codes).map(readHeldCode)),
      ),
    revokeCode: (id) =>
      session.ask({ method: 'DELETE', url: `${apiAddress}/share-codes/${encodeURIComponent(id)}` }, () => null),
    printCode: (size, dependent) =>
      orWithheld(
        {
          method: 'POST',
          url: `${apiAddress}/paper-codes`,
          body: { size, ...(dependent !== undefined && { for: dependent }) },
        },
        (body) => withheldIn(body) ?? readPaperCode(body),
        PRINT_TIMEOUT_MS,
      ),
  };
}

function withheldIn(body: unknown): { withheld: Withheld } | undefined {
  const withheld = isObject(body) ? oneOf(WITHHELD, body.withheld) : undefined;
  return withheld && { withheld };
}

function readHeldCode(code: Record<string, unknown>): HeldCode {
  const [number, dependent] = [text(code.number), text(code.for)];
  const [revokedAt, supersededAt] = [instant(code.revokedAt), instant(code.supersededAt)];
  return {
    id: known(text(code.id)),
    platform: known(oneOf(CODE_PLATFORMS, code.platform)),
    issuedAt: known(instant(code.issuedAt)),
    expiresAt: known(instant(code.expiresAt)),
    ...(number !== undefined && { number }),
    ...(revokedAt !== undefined && { revokedAt }),
    ...(supersededAt !== undefined && { supersededAt }),
    ...(dependent !== undefined && { for: dependent }),
  };
}

function readPaperCode(body: unknown): PaperCode | undefined {
  return read(body, ({ id, number, expiresAt, pdf }) => ({
    id: known(text(id)),
    number: known(text(number)),
    expiresAt: known(instant(expiresAt)),
    pdf: known(text(pdf)),
  }));
}
