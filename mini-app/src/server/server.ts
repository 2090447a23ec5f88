/** Server: everything the mini-program asks of it. Whatever it can meet comes back as a value; it never throws. */
import type { DocumentType, Scene } from '../../../core/index.ts';
import type { Cancellation } from '../http/cancellation.ts';
import { isObject, type Json } from '../http/reading.ts';
import type { Request } from '../http/request.ts';
import { createSession, type Reader, type Session, type SessionSettings } from '../http/session.ts';
import { isTrouble, type Reply } from '../http/trouble.ts';
import { readOffer, type ShareOffer } from '../share-code/share-offer.ts';
import type { FetchedList } from '../trust/trust-keeper.ts';
import { type Identity, type Place, type Results, readIdentity, readPlaces, readResults } from './answers.ts';
import { type ChannelStatuses, readChannelStatuses } from './channel-status.ts';
import { createFamilyServer, type FamilyServer } from './family-server.ts';
import { createPaperServer, type PaperServer } from './paper-server.ts';
import type { Scope } from './scopes.ts';
import { createShareServer, type ShareServer } from './share-server.ts';

export interface IdentityClaim {
  name: string;
  document: { type: DocumentType; number: string };
  phoneCode?: string;
  specimenNumber?: string;
  consent: { textVersion: string };
}

/** An invented person of the sandbox. */
export interface SandboxPerson {
  id: string;
  zh: string;
  en: string;
  story: { zh: string; en: string };
  bound: boolean;
  name: string;
  documents: { type: DocumentType; number: string }[];
  specimenNumber?: string;
}

export interface Question {
  place: string;
  scene: Scene;
  scope: Scope;
  /** The dependent it is asked for. */
  for?: string;
}

/** A reading of results, its body as it came, and what it says of a share code. */
export interface Reading {
  results: Results;
  body: unknown;
  offer?: ShareOffer;
}

/** What was read of a public document, beside its body as it came, so that it can be kept. */
export interface StaticDocument<T> {
  value: T;
  body: unknown;
}

export interface Server extends PaperServer, ShareServer, FamilyServer {
  /** For the calls of subpackages, which the main package does not carry. */
  session: Session;
  /** `bound`: results can be asked for. A refused credential is a problem, a missing one `signed-out`. */
  signIn(): Promise<Reply<{ bound: boolean }>>;
  signOut(): void;
  /**
   * The body as it came beside what was read from it, so that it can be kept. `urged`: the person has asked, so whoever
   * failed or spoke a while ago is asked again.
   */
  results(question: Question, cancellation: Cancellation, urged: boolean): Promise<Reply<Reading>>;
  identity(): Promise<Reply<Identity>>;
  bind(claim: IdentityClaim): Promise<Reply<Identity>>;
  places(): Promise<Reply<StaticDocument<Place[]>>>;
  /** How every source stands for everybody; needs no session. */
  channels(): Promise<Reply<StaticDocument<ChannelStatuses>>>;
  /** The signed trust list, unless it is still the one of `etag`. */
  trustList(etag: string | undefined): Promise<Reply<FetchedList>>;
  sandboxPeople(): Promise<Reply<SandboxPerson[]>>;
  sandboxPhoneCode(person: string): Promise<Reply<string>>;
}

export interface ServerSettings extends Omit<SessionSettings, 'timeoutMs'> {
  documentsAddress: string;
  timeoutMs?: number;
}

/** Longer than any answer needs (reading is one query), shorter than a person's patience. */
const TIMEOUT_MS = 10_000;

export function createServer(settings: ServerSettings): Server {
  const { apiAddress, documentsAddress } = settings;
  const timeoutMs = settings.timeoutMs ?? TIMEOUT_MS;
  const session = createSession({ ...settings, timeoutMs });
  /** The last body by address, for If-None-Match. */
  let lastResults: { url: string; etag: string; body: Json } | undefined;
  const lastDocuments: Record<string, { etag: string; body: unknown } | undefined> = {};

  async function identityOf(request: Request): Promise<Reply<Identity>> {
    const reply = await session.ask(request, readIdentity);
    if (reply.kind === 'ok' && reply.value.token) session.use(reply.value.token);
    return reply;
  }

  /** Asks for something public. */
  async function publicly<T>(request: Request, reader: Reader<T>): Promise<Reply<T>> {
    return session.replyOf(await session.sendOpenly(request), reader);
  }

  /** What has not changed is not sent again. */
  async function document<T>(
    name: string,
    reader: (body: unknown) => T | undefined,
  ): Promise<Reply<StaticDocument<T>>> {
    const before = lastDocuments[name];
    const answer = await session.sendOpenly({ method: 'GET', url: `${documentsAddress}/${name}`, etag: before?.etag });
    if (isTrouble(answer)) return answer;
    const unchanged = answer.status === 304 && before !== undefined;
    if (answer.status !== 200 && !unchanged) return session.problemOf(answer);
    const body = unchanged ? before.body : answer.body;
    const value = reader(body);
    if (value === undefined) return { kind: 'unreadable' };
    const { etag } = answer.headers;
    if (etag && !unchanged) lastDocuments[name] = { etag, body };
    return { kind: 'ok', value: { value, body } };
  }

  return {
    session,
    signIn: session.signIn,
    signOut() {
      session.use(undefined);
      lastResults = undefined;
    },
    async results({ place, scene, scope, for: dependent }, cancellation, urged) {
      const whose = dependent === undefined ? '' : `&for=${encodeURIComponent(dependent)}`;
      const url = `${apiAddress}/results?jurisdiction=${place}&scope=${scope}&scene=${scene}${whose}`;
      const before = lastResults?.url === url ? lastResults : undefined;
      const answer = await session.send({
        method: 'GET',
        url: urged ? `${url}&ask=now` : url,
        etag: before?.etag,
        cancellation,
      });
      if (isTrouble(answer)) return answer;
      let body: Json;
      if (answer.status === 304 && before) {
        const pollAfterMs = Number(answer.headers['x-poll-after-ms']);
        body = {
          ...before.body,
          asOf: answer.headers['x-as-of'] ?? before.body.asOf,
          pollAfterMs: pollAfterMs > 0 ? pollAfterMs : null,
        };
      } else if (answer.status === 200 && isObject(answer.body)) body = answer.body;
      else if (answer.status === 200) return { kind: 'unreadable' };
      else return session.problemOf(answer);
      const results = readResults(body);
      if (!results) return { kind: 'unreadable' };
      const etag = answer.headers.etag ?? before?.etag;
      lastResults = etag ? { url, etag, body } : undefined;
      const offer = readOffer(body, answer.headers, results.pollAfterMs === null);
      return { kind: 'ok', value: { results, body, ...(offer && { offer }) } };
    },
    identity: () => identityOf({ method: 'GET', url: `${apiAddress}/identity` }),
    bind: (claim) => identityOf({ method: 'PUT', url: `${apiAddress}/identity`, body: claim }),
    places: () => document('jurisdictions', readPlaces),
    channels: () => document('sources', readChannelStatuses),
    async trustList(etag) {
      const answer = await session.sendOpenly({ method: 'GET', url: `${documentsAddress}/trust-list`, etag });
      if (isTrouble(answer)) return answer;
      if (answer.status === 304 && etag !== undefined) return { kind: 'ok', value: { kind: 'unchanged' } };
      if (answer.status !== 200) return session.problemOf(answer);
      return { kind: 'ok', value: { kind: 'changed', published: answer.body, etag: answer.headers.etag } };
    },
    ...createPaperServer(apiAddress, session),
    ...createShareServer(apiAddress, session),
    ...createFamilyServer(apiAddress, session),
    sandboxPeople: () =>
      publicly({ method: 'GET', url: `${apiAddress}/sandbox/people` }, (body) =>
        Array.isArray(body) ? (body as SandboxPerson[]) : undefined,
      ),
    sandboxPhoneCode: (person) =>
      publicly(
        { method: 'POST', url: `${apiAddress}/sandbox/phone-codes`, body: { platform: 'wechat', person } },
        (body) => (isObject(body) && typeof body.code === 'string' ? body.code : undefined),
      ),
  };
}
