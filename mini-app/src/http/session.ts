/** Session: who is asking. Signs in silently when needed, and sends as that person. */
import { isObject } from './reading.ts';
import { type Answer, type NoAnswer, type Request, send } from './request.ts';
import { type Told, toldTime } from './told-time.ts';
import { isTrouble, type Problem, problemIn, type Reply, type Trouble } from './trouble.ts';

/** The server does not accept what a SessionRequest says of who signs in. */
const isOfLogin = ({ status, field }: Problem) => status === 400 && (field === '/code' || field === '/person');

/** What POST /sessions takes; `person` exists in the sandbox alone. */
export type SessionRequest = { platform: 'wechat' | 'alipay'; code: string } | { platform: 'sandbox'; person: string };

/** What an answer says; `undefined` where it makes no sense. */
export type Reader<T> = (body: unknown, status: number) => T | undefined;

export interface SessionSettings {
  apiAddress: string;
  /** A fresh login; `undefined` when this platform has none to give, `refused` when its super-app could not ask its own server. */
  credentials(): Promise<SessionRequest | 'refused' | undefined>;
  /** Hears what every answer says of the time. */
  clock: { learn(told: Told, roundTripMs: number): void };
  /** Hears every reference the server gives with a problem. */
  onReference?(reference: string): void;
  timeoutMs: number;
}

export interface Session {
  /**
   * `signed-out`: there is no login, or the server does not accept it. Whatever else keeps a session away (a crowd, a
   * blocked account, the network) is told as itself: nobody is signed out by it.
   */
  signIn(): Promise<Reply<{ bound: boolean }>>;
  /** Another session of the same person, which the server has given; none to sign out. */
  use(token: string | undefined): void;
  /** A session that has ended is renewed silently, once. `timeoutMs` where it takes longer than usual. */
  send(request: Request, timeoutMs?: number): Promise<Answer | Trouble>;
  /** Sends likewise, and gives what `reader` makes of the answer. */
  ask<T>(request: Request, reader: Reader<T>, timeoutMs?: number): Promise<Reply<T>>;
  /** Without saying who asks. */
  sendOpenly(request: Request): Promise<Answer | NoAnswer>;
  /** What `reader` makes of an answer; a refusal is its problem. */
  replyOf<T>(answer: Answer | Trouble, reader: Reader<T>): Reply<T>;
  /** As a value, with its reference passed on. */
  problemOf(answer: Answer): Problem;
}

export function createSession(settings: SessionSettings): Session {
  let token: string | undefined;
  let signingIn: Promise<Reply<{ bound: boolean }>> | undefined;

  /** Every answer says what time it is. */
  async function exchange(request: Request, timeoutMs: number): Promise<Answer | NoAnswer> {
    const answer = await send(request, timeoutMs);
    const told = isTrouble(answer) ? undefined : toldTime(answer.headers);
    if (told && !isTrouble(answer)) settings.clock.learn(told, answer.roundTripMs);
    return answer;
  }

  function problemOf(answer: Answer): Problem {
    const problem = problemIn(answer);
    if (problem.reference) settings.onReference?.(problem.reference);
    return problem;
  }

  async function open(): Promise<Reply<{ bound: boolean }>> {
    const body = await settings.credentials();
    if (!body) return { kind: 'signed-out' };
    // A silent login asks nobody's leave: it fails where there is no network, and nobody is signed out by that.
    if (body === 'refused') return { kind: 'offline' };
    const answer = await exchange({ method: 'POST', url: `${settings.apiAddress}/sessions`, body }, settings.timeoutMs);
    if (isTrouble(answer)) return answer;
    if (answer.status !== 200) {
      const problem = problemOf(answer);
      return isOfLogin(problem) ? { kind: 'signed-out' } : problem;
    }
    if (!isObject(answer.body) || typeof answer.body.token !== 'string') return { kind: 'unreadable' };
    token = answer.body.token;
    return { kind: 'ok', value: { bound: answer.body.bound === true } };
  }

  /** One login at a time: several requests that meet a 401 together share it. */
  function signIn(): Promise<Reply<{ bound: boolean }>> {
    signingIn ??= open().then((session) => {
      signingIn = undefined;
      return session;
    });
    return signingIn;
  }

  const session: Session = {
    signIn,
    use(next) {
      token = next;
    },
    async send(request, timeoutMs = settings.timeoutMs) {
      for (let renewals = 0; ; renewals++) {
        if (!token) {
          const opened = await signIn();
          if (opened.kind !== 'ok') return opened;
        }
        const used = token;
        const answer = await exchange({ ...request, token: used }, timeoutMs);
        if (isTrouble(answer) || answer.status !== 401) return answer;
        if (token === used) token = undefined;
        if (renewals > 0) return { kind: 'signed-out' };
      }
    },
    ask: async (request, reader, timeoutMs) => session.replyOf(await session.send(request, timeoutMs), reader),
    sendOpenly: (request) => exchange(request, settings.timeoutMs),
    replyOf(answer, reader) {
      if (isTrouble(answer)) return answer;
      if (answer.status >= 300) return problemOf(answer);
      const value = reader(answer.body, answer.status);
      return value === undefined ? { kind: 'unreadable' } : { kind: 'ok', value };
    },
    problemOf,
  };
  return session;
}
