/** Client: how this folder's tests ask a source, written from docs/interfaces.md alone: neither adapters nor dialects are used. */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { DocumentType } from '../../../core/index.ts';
import { people } from '../../people/index.ts';
import type { Foreign, TriedOut } from '../try-out.ts';

/** What a client puts into its question. */
export interface Told {
  name: string;
  number: string;
  /** The source's code for the kind of document. */
  type: string;
  /** The moment it signs, epoch ms. */
  now: number;
  nonce: string;
  secret: Record<string, string>;
}

export interface Sent {
  status: number;
  type: string;
  text: string;
  headers: Headers;
}

export type Send = (
  path: string,
  init?: { method?: string; headers?: Record<string, string>; body?: string },
) => Promise<Sent>;

export interface Client {
  codes?: Partial<Record<DocumentType, string>>;
  /** Asks, tokens and polls included; what comes back is read by `rows`. */
  ask(send: Send, told: Told, source: TriedOut): Promise<Sent>;
  /** The rows as the source wrote them; fails where the answer is none. */
  rows(text: string): Foreign[];
  /** The credential that spoils it when it is wrong. */
  key: string;
  /** What is said then: members of the answer, or a part of its text. */
  refused: Foreign;
  /** How far its clock and ours may be apart; without it nothing is said of time. */
  skewMinutes?: number;
  /** Whether a nonce that was there before is refused. */
  hasNonce?: true;
}

export interface Variation {
  document?: number;
  /** In place of the right name. */
  name?: string;
  type?: string;
  skewMs?: number;
  nonce?: string;
  secret?: Record<string, string>;
}

export async function ask(client: Client, source: TriedOut, id: string, variation: Variation = {}): Promise<Sent> {
  const person = people.find((each) => each.id === id)!;
  const { type, number } = person.documents[variation.document ?? 0]!;
  const { skewMs = 0, nonce = randomUUID(), secret } = variation;
  const told = {
    name: variation.name ?? person.name,
    number,
    type: variation.type ?? client.codes?.[type] ?? '',
    nonce,
    get now() {
      return source.clock.now() + skewMs;
    },
    secret: { ...source.secret, ...secret },
  };
  return client.ask(sendTo(source.origin), told, source);
}

export function sendTo(origin: string): Send {
  return async (path, { method = 'POST', headers, body } = {}) => {
    const response = await fetch(origin + path, { method, headers, body: body ?? undefined, redirect: 'manual' });
    const { status, headers: given } = response;
    // Bytes as they came: fetch's own text() would swallow a byte order mark.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
    return { status, type: given.get('content-type') ?? '', text, headers: given };
  };
}

export const hash = (name: string, text: string) => createHash(name).update(text).digest('hex');
export const hmac = (key: string, text: string, encoding: 'hex' | 'base64' = 'hex') =>
  createHmac('sha256', key).update(text).digest(encoding);

/** `a=1&b=2`, by name. */
export const inOrder = (values: Record<string, string>) =>
  Object.keys(values)
    .sort()
    .map((name) => `${name}=${values[name]}`)
    .join('&');

export const post = (headers: Record<string, string>, body: object) => ({
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
});

export const postForm = (fields: Record<string, string>, headers: Record<string, string> = {}) => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  body: new URLSearchParams(fields).toString(),
});

export const seconds = (now: number) => String(Math.floor(now / 1000));
/** Digits of Beijing's wall clock. */
export const digits = (now: number) => new Date(now + 8 * 3_600_000).toISOString().slice(0, 19).replace(/\D/g, '');
export const wall = (now: number) => new Date(now + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

const kinds = (codes: string[]) => ({
  'resident-id': codes[0],
  passport: codes[1],
  'hk-macao-permit': codes[2],
  'taiwan-permit': codes[3],
  'permanent-resident-id': codes[4],
});
export const WS = kinds(['01', '03', '06', '07', '99']);
export const GB = kinds(['10', '20', '14', '15', '34']);

/** A field of a JSON answer, which may be absent or null. */
export const json = (path: string) => (text: string) =>
  path.split('.').reduce((value: Foreign, name) => value?.[name], JSON.parse(text.replace(/^\ufeff/, ''))) ?? [];
