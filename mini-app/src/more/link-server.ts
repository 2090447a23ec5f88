/** LinkServer: the calls about links, who has looked, and receipts; createServer makes them part of the server. */
import {
  type Instant,
  type JurisdictionCode,
  LOOK_WAYS,
  type LookWay,
  SCENES,
  type Scene,
} from '../../../core/index.ts';
import type { Complaint } from '../../../core/share-code/index.ts';
import { instant, type Json, known, list, type Names, number, oneOf, read, readNames, text } from '../http/reading.ts';
import type { Session } from '../http/session.ts';
import type { Reply } from '../http/trouble.ts';
import { type OnlineVerdict, readVerdict } from '../server/online-verdict.ts';

/** That somebody looked, with a network; looks without one leave no line. */
export interface Look {
  at: Instant;
  /** Absent: whoever was given a link. */
  venue?: Names;
  how: LookWay;
  /** The dependent whose results they were. */
  for?: string;
}

/** `venue` without one named: any venue's staff. */
export interface LinkRequest {
  to: 'venue' | 'person';
  venue?: string;
  /** Whose rule a person is told by. */
  jurisdiction?: JurisdictionCode;
  scene?: Scene;
  opens: 'once' | 'until';
  until?: string;
  for?: string;
}

/** The secret is told this once. */
export interface MadeLink {
  id: string;
  secret: string;
  expiresAt: Instant;
}

export interface HeldLink {
  id: string;
  to: LinkRequest['to'];
  venue?: Names;
  opens: LinkRequest['opens'];
  createdAt: Instant;
  expiresAt: Instant;
  openedAt?: Instant;
  revokedAt?: Instant;
  for?: string;
}

export interface OpenedLink {
  verdict: OnlineVerdict;
  /** Whose rule. */
  jurisdiction: JurisdictionCode;
  scene: Scene;
  /** Masked. */
  name: string;
  last4: string;
  asOf: Instant;
  results: { sampleCollectedAt?: Instant; testedAt?: Instant; reportIssuedAt?: Instant; poolSize?: number }[];
  samplings: Instant[];
  /** Name and last four have to be compared with the document. */
  compare: boolean;
}

export interface ReceiptClaim {
  complaint: Complaint;
  venue: string | { told: string };
  jurisdiction: JurisdictionCode;
  scene: Scene;
  /** RFC 3339. */
  refusedAt: string;
}

export interface LinkServer {
  makeLink(request: LinkRequest): Promise<Reply<MadeLink>>;
  links(): Promise<Reply<HeldLink[]>>;
  withdrawLink(id: string): Promise<Reply<null>>;
  /** `venue`: in whose name. Only ever by a tap: the citizen is told, and a link that opens once is used up. */
  openLink(id: string, secret: string, venue: string | undefined): Promise<Reply<OpenedLink>>;
  /** All of them, newest first. */
  looks(): Promise<Reply<Look[]>>;
  /** The signed link of a receipt, which is kept nowhere but on this phone. */
  giveReceipt(claim: ReceiptClaim): Promise<Reply<string>>;
}

export function createLinkServer(apiAddress: string, session: Pick<Session, 'ask'>): LinkServer {
  const links = `${apiAddress}/share-links`;
  return {
    makeLink: (body) => session.ask({ method: 'POST', url: links, body }, readMadeLink),
    links: () =>
      session.ask({ method: 'GET', url: links }, (body) => read(body, (json) => list(json.links).map(readHeldLink))),
    withdrawLink: (id) => session.ask({ method: 'DELETE', url: `${links}/${encodeURIComponent(id)}` }, () => null),
    openLink: (id, secret, venue) =>
      session.ask(
        {
          method: 'POST',
          url: `${links}/${encodeURIComponent(id)}/openings`,
          body: { secret, ...(venue !== undefined && { venue }) },
        },
        readOpenedLink,
      ),
    async looks() {
      const looks: Look[] = [];
      let next: string | undefined;
      do {
        const after: string = next === undefined ? '' : `?after=${encodeURIComponent(next)}`;
        const reply = await session.ask({ method: 'GET', url: `${apiAddress}/looks${after}` }, readLooks);
        if (reply.kind !== 'ok') return reply;
        looks.push(...reply.value.looks);
        next = reply.value.next;
      } while (next !== undefined);
      return { kind: 'ok', value: looks };
    },
    giveReceipt: (body) =>
      session.ask({ method: 'POST', url: `${apiAddress}/receipts`, body }, (json) =>
        read(json, ({ link }) => known(text(link))),
      ),
  };
}

function readMadeLink(body: unknown): MadeLink | undefined {
  return read(body, ({ id, secret, expiresAt }) => ({
    id: known(text(id)),
    secret: known(text(secret)),
    expiresAt: known(instant(expiresAt)),
  }));
}

function readHeldLink(link: Json): HeldLink {
  const [venue, openedAt, revokedAt] = [readNames(link.venue), instant(link.openedAt), instant(link.revokedAt)];
  const dependent = text(link.for);
  return {
    id: known(text(link.id)),
    to: known(oneOf(['venue', 'person'] as const, link.to)),
    opens: known(oneOf(['once', 'until'] as const, link.opens)),
    createdAt: known(instant(link.createdAt)),
    expiresAt: known(instant(link.expiresAt)),
    ...(venue && { venue }),
    ...(openedAt !== undefined && { openedAt }),
    ...(revokedAt !== undefined && { revokedAt }),
    ...(dependent !== undefined && { for: dependent }),
  };
}

function readOpenedLink(body: unknown): OpenedLink | undefined {
  return read(body, (opened) => ({
    verdict: known(readVerdict(opened.verdict)),
    jurisdiction: known(text(opened.jurisdiction)) as JurisdictionCode,
    scene: known(oneOf(SCENES, opened.scene)),
    name: known(text(opened.name)),
    last4: known(text(opened.last4)),
    asOf: known(instant(opened.asOf)),
    results: list(opened.results).map((result) => ({
      sampleCollectedAt: instant(result.sampleCollectedAt),
      testedAt: instant(result.testedAt),
      reportIssuedAt: instant(result.reportIssuedAt),
      poolSize: number(result.poolSize),
    })),
    samplings: (Array.isArray(opened.samplings) ? opened.samplings : []).map((each) => known(instant(each))),
    compare: opened.compare !== false,
  }));
}

function readLooks(body: unknown): { looks: Look[]; next: string | undefined } | undefined {
  return read(body, ({ looks, next }) => ({ looks: list(looks).map(readLook), next: text(next) }));
}

function readLook(look: Json): Look {
  const [venue, dependent] = [readNames(look.venue), text(look.for)];
  return {
    at: known(instant(look.at)),
    how: known(oneOf(LOOK_WAYS, look.how)),
    ...(venue && { venue }),
    ...(dependent !== undefined && { for: dependent }),
  };
}
