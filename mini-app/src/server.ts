/** Server: the only file that speaks HTTP. Everything it can meet comes back as a value; it never throws. */
import Taro from '@tarojs/taro';
import type { DocumentType, Scene } from '../../core/index.ts';
import { parseInstant } from '../../core/index.ts';
import { type Identity, type Place, type Results, readIdentity, readPlaces, readResults } from './answers.ts';
import type { Cancellation } from './cancellation.ts';
import { type ProblemKind, problemKindOf } from './problem-kinds.ts';
import type { ServerClock } from './server-clock.ts';

/** Why there is no answer; each kind has a sentence and one thing to do. */
export type Trouble =
  | { kind: 'offline' }
  | { kind: 'timeout' }
  /** The server's own word (RFC 9457); `field` is a JSON pointer into what was sent. */
  | { kind: 'problem'; status: number; problem?: ProblemKind; field?: string; reference?: string }
  | { kind: 'unreadable' }
  | { kind: 'signed-out' }
  | { kind: 'cancelled' };
export type Reply<T> = { kind: 'ok'; value: T } | Trouble;

/** What POST /sessions takes; `person` exists in the sandbox alone. */
export type SessionRequest = { platform: 'wechat' | 'alipay'; code: string } | { platform: 'sandbox'; person: string };

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

/** `auto`: the national channels, the place's and the person's own; `everywhere`: all there are. */
export interface Question {
  place: string;
  scene: Scene;
  scope: 'auto' | 'everywhere';
}

export interface Server {
  /** `bound`: results can be asked for. A refused credential is a problem, a missing one `signed-out`. */
  signIn(): Promise<Reply<{ bound: boolean }>>;
  signOut(): void;
  /** The body as it came beside what was read from it, so that it can be kept. */
  /** `urged`: the person has asked, so whoever failed or spoke a while ago is asked again. */
  results(
    question: Question,
    cancellation: Cancellation,
    urged: boolean,
  ): Promise<Reply<{ results: Results; body: unknown }>>;
  identity(): Promise<Reply<Identity>>;
  bind(claim: IdentityClaim): Promise<Reply<Identity>>;
  places(): Promise<Reply<{ places: Place[]; body: unknown }>>;
  sandboxPeople(): Promise<Reply<SandboxPerson[]>>;
  sandboxPhoneCode(person: string): Promise<Reply<string>>;
}

export interface ServerSettings {
  apiAddress: string;
  documentsAddress: string;
  /** A fresh login; `undefined` when this platform has none to give. */
  credentials(): Promise<SessionRequest | undefined>;
  clock: Pick<ServerClock, 'learn'>;
  /** Hears every reference the server gives with a problem. */
  onReference?(reference: string): void;
  timeoutMs?: number;
}

/** Longer than any answer needs (reading is one query), shorter than a person's patience. */
const TIMEOUT_MS = 10_000;

interface Request {
  method: 'GET' | 'POST' | 'PUT';
  url: string;
  body?: object;
  token?: string;
  etag?: string;
  cancellation?: Cancellation;
}
interface Answer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: unknown;
  roundTripMs: number;
}
type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

function parsed(data: unknown): unknown {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}

function lowerCased(headers: unknown): Record<string, string> {
  if (!isObject(headers)) return {};
  const lower: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) lower[name.toLowerCase()] = String(value);
  return lower;
}

/** WeChat and browsers deliver every status as success; Alipay delivers all but 2xx as failure 19 with the answer in it. */
function answerIn(reply: unknown): Omit<Answer, 'roundTripMs'> | undefined {
  if (!isObject(reply)) return undefined;
  const status = reply.statusCode ?? reply.status;
  if (typeof status !== 'number' || status < 200) return undefined;
  return { status, headers: lowerCased(reply.header ?? reply.headers), body: parsed(reply.data) };
}

function send(request: Request, timeoutMs: number): Promise<Answer | Trouble> {
  return new Promise((resolve) => {
    if (request.cancellation?.cancelled) return resolve({ kind: 'cancelled' });
    const startedAt = Date.now();
    const headers: Record<string, string> = {};
    if (request.body) headers['content-type'] = 'application/json';
    if (request.token) headers.authorization = `Bearer ${request.token}`;
    if (request.etag) headers['if-none-match'] = request.etag;
    let task: { abort?(): void } | undefined;
    const finish = (outcome: Answer | Trouble) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    const giveUp = (kind: 'timeout' | 'cancelled') => {
      finish({ kind });
      task?.abort?.();
    };
    const timer = setTimeout(() => giveUp('timeout'), timeoutMs);
    request.cancellation?.onCancel(() => giveUp('cancelled'));
    const settle = (reply: unknown) => {
      const answer = answerIn(reply);
      finish(answer ? { ...answer, roundTripMs: Date.now() - startedAt } : { kind: 'offline' });
    };
    try {
      const sent = Taro.request({
        url: request.url,
        method: request.method,
        ...(request.body ? { data: request.body } : {}),
        header: headers,
      });
      task = sent;
      sent.then(settle, settle);
    } catch {
      // A mini-program refuses an address outside its list by throwing.
      finish({ kind: 'offline' });
    }
  });
}

const isTrouble = (outcome: Answer | Trouble): outcome is Trouble => 'kind' in outcome;

export function createServer(settings: ServerSettings): Server {
  const { apiAddress, documentsAddress, clock } = settings;
  const timeoutMs = settings.timeoutMs ?? TIMEOUT_MS;
  let token: string | undefined;
  let signingIn: Promise<Reply<{ bound: boolean }>> | undefined;
  /** The last body by address, for If-None-Match. */
  let lastResults: { url: string; etag: string; body: Json } | undefined;

  function learnTime(text: unknown, roundTripMs: number): void {
    const now = typeof text === 'string' ? parseInstant(text) : undefined;
    if (now !== undefined) clock.learn(now, roundTripMs);
  }

  function problemOf(answer: Answer): Trouble {
    const body = isObject(answer.body) ? answer.body : {};
    const reference = typeof body.reference === 'string' ? body.reference : undefined;
    if (reference) settings.onReference?.(reference);
    return {
      kind: 'problem',
      status: answer.status,
      problem: problemKindOf(body.type),
      field: typeof body.field === 'string' ? body.field : undefined,
      reference,
    };
  }

  async function openSession(): Promise<Reply<{ bound: boolean }>> {
    const body = await settings.credentials();
    if (!body) return { kind: 'signed-out' };
    const answer = await send({ method: 'POST', url: `${apiAddress}/sessions`, body }, timeoutMs);
    if (isTrouble(answer)) return answer;
    if (answer.status !== 200) return problemOf(answer);
    if (!isObject(answer.body) || typeof answer.body.token !== 'string') return { kind: 'unreadable' };
    learnTime(answer.body.now, answer.roundTripMs);
    token = answer.body.token;
    return { kind: 'ok', value: { bound: answer.body.bound === true } };
  }

  /** One login at a time: several requests that meet a 401 together share it. */
  function signIn(): Promise<Reply<{ bound: boolean }>> {
    signingIn ??= openSession().then((session) => {
      signingIn = undefined;
      return session;
    });
    return signingIn;
  }

  /** Sends as the person; a session that has ended is renewed silently, once. */
  async function sendAsPerson(request: Request): Promise<Answer | Trouble> {
    for (let renewals = 0; ; renewals++) {
      if (!token) {
        const session = await signIn();
        if (session.kind === 'problem' && session.status < 500) return { kind: 'signed-out' };
        if (session.kind !== 'ok') return session;
      }
      const used = token;
      const answer = await send({ ...request, token: used }, timeoutMs);
      if (isTrouble(answer) || answer.status !== 401) return answer;
      if (token === used) token = undefined;
      if (renewals > 0) return { kind: 'signed-out' };
    }
  }

  async function identityOf(request: Request): Promise<Reply<Identity>> {
    const answer = await sendAsPerson(request);
    if (isTrouble(answer)) return answer;
    if (answer.status >= 300) return problemOf(answer);
    const identity = readIdentity(answer.body);
    if (!identity) return { kind: 'unreadable' };
    if (identity.token) token = identity.token;
    return { kind: 'ok', value: identity };
  }

  return {
    signIn,
    signOut() {
      token = undefined;
      lastResults = undefined;
    },
    async results({ place, scene, scope }, cancellation, urged) {
      const url = `${apiAddress}/results?jurisdiction=${place}&scope=${scope}&scene=${scene}`;
      const before = lastResults?.url === url ? lastResults : undefined;
      const answer = await sendAsPerson({
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
      else return problemOf(answer);
      const results = readResults(body);
      if (!results) return { kind: 'unreadable' };
      learnTime(answer.status === 200 ? body.asOf : answer.headers['x-as-of'], answer.roundTripMs);
      const etag = answer.headers.etag ?? before?.etag;
      lastResults = etag ? { url, etag, body } : undefined;
      return { kind: 'ok', value: { results, body } };
    },
    identity: () => identityOf({ method: 'GET', url: `${apiAddress}/identity` }),
    bind: (claim) => identityOf({ method: 'PUT', url: `${apiAddress}/identity`, body: claim }),
    async places() {
      const answer = await send({ method: 'GET', url: `${documentsAddress}/jurisdictions.json` }, timeoutMs);
      if (isTrouble(answer)) return answer;
      if (answer.status !== 200) return problemOf(answer);
      const places = readPlaces(answer.body);
      return places ? { kind: 'ok', value: { places, body: answer.body } } : { kind: 'unreadable' };
    },
    async sandboxPeople() {
      const answer = await send({ method: 'GET', url: `${apiAddress}/sandbox/people` }, timeoutMs);
      if (isTrouble(answer)) return answer;
      if (answer.status !== 200) return problemOf(answer);
      if (!Array.isArray(answer.body)) return { kind: 'unreadable' };
      return { kind: 'ok', value: answer.body as SandboxPerson[] };
    },
    async sandboxPhoneCode(person) {
      const body = { platform: 'wechat', person };
      const answer = await send({ method: 'POST', url: `${apiAddress}/sandbox/phone-codes`, body }, timeoutMs);
      if (isTrouble(answer)) return answer;
      if (answer.status >= 300) return problemOf(answer);
      const code = isObject(answer.body) ? answer.body.code : undefined;
      return typeof code === 'string' ? { kind: 'ok', value: code } : { kind: 'unreadable' };
    },
  };
}
