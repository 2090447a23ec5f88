/** Phone: what a person's mini-program does over HTTP, for seeding, tests and the bench. */
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { FamilyMember, Person } from './people/index.ts';
import type { SuperApps } from './super-apps/index.ts';

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the contract is openapi.yaml; whoever reads it says what they expect
  body: any;
}

export interface Asked {
  jurisdiction: string;
  scope: string;
  scene: string;
  /** A dependent's id. */
  for?: string;
}

const CONSENT = { textVersion: '2022-07-29' };

export class Phone {
  token = '';

  constructor(
    readonly gatewayOrigin: string,
    readonly superApps: Pick<SuperApps, 'loginCode' | 'phoneCode'>,
  ) {}

  async signIn(person: Person, platform: 'sandbox' | 'wechat' | 'alipay' = 'sandbox'): Promise<Answer> {
    const proof =
      platform === 'sandbox' ? { person: person.id } : { code: this.superApps.loginCode(platform, person.id) };
    const answer = await this.ask('POST', '/sessions', { platform, ...proof });
    if (answer.status === 200) this.token = answer.body.token;
    return answer;
  }

  /** Binds one of the person's documents, by the verified phone where it is registered with it, else by a specimen. */
  async bind(person: Person, place = 0): Promise<Answer> {
    const proof =
      person.phone.registeredWith === place
        ? { phoneCode: this.superApps.phoneCode('wechat', person.id) }
        : { specimenNumber: specimenOf(person, place) };
    const document = person.documents[place];
    let answer = await this.ask('PUT', '/identity', { name: person.name, document, ...proof, consent: CONSENT });
    while (answer.body?.state === 'checking') {
      await wait(answer.body.pollAfterMs ?? 1_000);
      answer = await this.ask('GET', '/identity');
    }
    if (answer.body?.token) this.token = answer.body.token;
    return answer;
  }

  /** Vouches for some of the person's family to the end; the answer of GET /dependents, or the problem that was in the way. */
  async vouch(members: readonly FamilyMember[]): Promise<Answer> {
    for (const { name, documents, relation, specimenNumber } of members) {
      const path = `/dependents/${randomBytes(6).toString('base64url')}`;
      const claim = { name, document: documents[0], relation, specimenNumber, consent: CONSENT };
      const put = await this.ask('PUT', path, claim);
      if (put.status !== 202) return put;
    }
    for (;;) {
      const answer = await this.ask('GET', '/dependents');
      const pollAfterMs: number | null = answer.body?.pollAfterMs ?? null;
      if (pollAfterMs === null) return answer;
      await wait(pollAfterMs);
    }
  }

  results(asked: Asked, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask('GET', `/results?${new URLSearchParams({ ...asked })}`, undefined, headers);
  }

  /** Asks again as often and as soon as it is told to, and returns the last full answer. */
  async settledResults(asked: Asked): Promise<Answer> {
    let answer = await this.results(asked);
    let pollAfterMs: number | null = answer.body.pollAfterMs ?? null;
    while (pollAfterMs !== null) {
      await wait(pollAfterMs);
      const next = await this.results(asked, { 'if-none-match': answer.headers.get('etag') ?? '' });
      if (next.status === 304) {
        pollAfterMs = next.headers.has('x-poll-after-ms') ? Number(next.headers.get('x-poll-after-ms')) : null;
      } else {
        answer = next;
        pollAfterMs = answer.body?.pollAfterMs ?? null;
      }
    }
    return answer;
  }

  async ask(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(this.gatewayOrigin + path, {
      method,
      headers: {
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : undefined };
  }
}

/** A number that stands on a result of that very document. */
function specimenOf(person: Person, place: number): string | undefined {
  return person.tests.find(({ document }) => document === place)?.specimenNumber ?? person.specimenNumber;
}
