/** Session: who is asking. Signs in silently when needed, and sends as that person. */
import { parseInstant } from '../../core/index.ts';
import { isObject } from './reading.ts';
import { type Answer, type Request, send } from './request.ts';
import type { ServerClock } from './server-clock.ts';
import { isTrouble, problemIn, type Reply, type Trouble } from './trouble.ts';

/** What POST /sessions takes; `person` exists in the sandbox alone. */
export type SessionRequest = { platform: 'wechat' | 'alipay'; code: string } | { platform: 'sandbox'; person: string };

export interface SessionSettings {
  apiAddress: string;
  /** A fresh login; `undefined` when this platform has none to give. */
  credentials(): Promise<SessionRequest | undefined>;
  clock: Pick<ServerClock, 'learn'>;
  /** Hears every reference the server gives with a problem. */
  onReference?(reference: string): void;
  timeoutMs: number;
}

export interface Session {
  signIn(): Promise<Reply<{ bound: boolean }>>;
  /** Another session of the same person, which the server has given; none to sign out. */
  use(token: string | undefined): void;
  /** A session that has ended is renewed silently, once. `timeoutMs` where it takes longer than usual. */
  send(request: Request, timeoutMs?: number): Promise<Answer | Trouble>;
  /** As a value, with its reference passed on. */
  problemOf(answer: Answer): Trouble;
  /** `text` is the server's time while a request of `roundTripMs` was under way. */
  learnTime(text: unknown, roundTripMs: number): void;
}

export function createSession(settings: SessionSettings): Session {
  let token: string | undefined;
  let signingIn: Promise<Reply<{ bound: boolean }>> | undefined;

  function learnTime(text: unknown, roundTripMs: number): void {
    const now = typeof text === 'string' ? parseInstant(text) : undefined;
    if (now !== undefined) settings.clock.learn(now, roundTripMs);
  }

  function problemOf(answer: Answer): Trouble {
    const problem = problemIn(answer);
    if (problem.reference) settings.onReference?.(problem.reference);
    return problem;
  }

  async function open(): Promise<Reply<{ bound: boolean }>> {
    const body = await settings.credentials();
    if (!body) return { kind: 'signed-out' };
    const answer = await send({ method: 'POST', url: `${settings.apiAddress}/sessions`, body }, settings.timeoutMs);
    if (isTrouble(answer)) return answer;
    if (answer.status !== 200) return problemOf(answer);
    if (!isObject(answer.body) || typeof answer.body.token !== 'string') return { kind: 'unreadable' };
    learnTime(answer.body.now, answer.roundTripMs);
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

  return {
    signIn,
    use(next) {
      token = next;
    },
    async send(request, timeoutMs = settings.timeoutMs) {
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
    },
    problemOf,
    learnTime,
  };
}
