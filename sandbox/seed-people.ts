/** Gives the people marked `bound` a finished binding, over the gateway, exactly as their phones would ask for it. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Person } from './people/index.ts';
import type { SuperApps } from './super-apps/index.ts';

export interface Seeded {
  person: string;
  outcome: 'bound' | 'was bound' | 'failed';
  /** With `failed`, what was answered. */
  why?: string;
}

const CONSENT = { textVersion: '2022-07-29' };

export async function seedPeople(people: Person[], gatewayOrigin: string, superApps: SuperApps): Promise<Seeded[]> {
  return Promise.all(
    people.filter(({ bound }) => bound).map((person) => new Phone(gatewayOrigin, superApps).bindFor(person)),
  );
}

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: read loosely; what is missing shows as a failed binding
  body: any;
}

class Phone {
  #token = '';

  constructor(
    readonly gatewayOrigin: string,
    readonly superApps: SuperApps,
  ) {}

  async bindFor(person: Person): Promise<Seeded> {
    const session = await this.#ask('POST', '/sessions', { platform: 'sandbox', person: person.id });
    if (session.status !== 200) return failed(person, session);
    this.#token = session.body.token;
    let outcome: Seeded['outcome'] = 'was bound';
    const known = session.body.bound ? (await this.#ask('GET', '/identity')).body.documents.length : 0;
    for (const place of person.documents.keys()) {
      if (place < known) continue;
      const answer = await this.#bind(person, place);
      if (answer.body?.state !== 'bound') return failed(person, answer);
      outcome = 'bound';
    }
    return { person: person.id, outcome };
  }

  async #bind(person: Person, place: number): Promise<Answer> {
    const byPhone = person.phone.registeredWith === place;
    let answer = await this.#ask('PUT', '/identity', {
      name: person.name,
      document: person.documents[place],
      ...(byPhone
        ? { phoneCode: this.superApps.phoneCode('wechat', person.id) }
        : { specimenNumber: specimenOf(person, place) }),
      consent: CONSENT,
    });
    while (answer.body?.state === 'checking') {
      await wait(answer.body.pollAfterMs ?? 500);
      answer = await this.#ask('GET', '/identity');
    }
    if (answer.body?.token) this.#token = answer.body.token;
    return answer;
  }

  async #ask(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(this.gatewayOrigin + path, {
      method,
      headers: {
        ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  }
}

/** A number that stands on a result of that very document. */
function specimenOf(person: Person, place: number): string | undefined {
  return person.tests.find(({ document }) => document === place)?.specimenNumber ?? person.specimenNumber;
}

const failed = ({ id }: Person, { status, body }: Answer): Seeded => ({
  person: id,
  outcome: 'failed',
  why: `${status} ${body?.title ?? body?.state ?? ''} ${body?.detail ?? ''}`.trim(),
});
