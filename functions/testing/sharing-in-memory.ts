/** Sharing in memory: the door of share codes with everything but DynamoDB, to measure what issuing costs by itself. */
import type { CitizenId, Instant } from '../../core/index.ts';
import type { Request } from '../door/request.ts';
import type { Code, Codes } from '../effects/codes.ts';
import type { Configuration } from '../effects/configuration.ts';
import { directoryOf } from '../effects/directory.ts';
import type { SharingEffects } from '../effects/for-sharing.ts';
import type { AccountKey, HeadItem, LiveItem, ProfileItem, ReplyItem } from '../effects/items.ts';
import { createSessions } from '../effects/sessions.ts';
import { createShareNonces } from '../effects/share-nonces.ts';
import type { World } from '../effects/world.ts';
import { headOf } from '../results/documents.ts';
import { createSigner } from '../signing/signer.ts';
import { codeRequest, newPhoneKey } from './phone-key.ts';
import { signingSecrets, TEST_KEYS } from './trust.ts';

const CITIZEN = 'citizen-in-memory' as CitizenId;
const ACCOUNT = 'account-in-memory' as AccountKey;
export const REF = 'ref';

export interface SharingInMemory {
  effects: SharingEffects;
  /** A good POST /share-codes, with a key, a nonce and a session of its own. */
  request(): Promise<Request>;
}

/** `replies`: by `source#ref`. The time is always `now`. */
export function sharingInMemory(
  configuration: Configuration,
  replies: ReadonlyMap<string, ReplyItem>,
  now: Instant,
): SharingInMemory {
  const profile = profileOf(now);
  const head = { ...headOf(profile), v: 1, j: [], q: {}, b: {}, expiresAt: Number.MAX_SAFE_INTEGER } as HeadItem;
  const secrets: Record<string, Record<string, string>> = {
    'session-key': { key: Buffer.alloc(32, 7).toString('base64') },
    ...signingSecrets(TEST_KEYS),
  };
  const clock = { now: () => now, sleep: async () => {} };
  const world = { clock, env: {}, random: Math.random, secret: async (name: string) => secrets[name]! };
  const sessions = createSessions(world as unknown as World);
  const used = new Set<string>();
  const shareNonces = {
    ...createShareNonces(world as unknown as World, undefined as never),
    use: async (nonce: string) => !used.has(nonce) && used.add(nonce) !== undefined,
  };
  const effects: Partial<SharingEffects> = {
    world,
    directory: directoryOf(configuration),
    log() {},
    sessions,
    shareNonces,
    attempts: { count: async () => ({ count: 1, endsAt: now }) },
    citizens: { read: async () => ({ head, replies: new Map(replies), papers: new Map() }) } as never,
    control: { read: async () => new Map() } as never,
    ledger: {
      readAccount: async () => ({ platform: 'wechat', openid: new Uint8Array(), citizen: CITIZEN, createdAt: 0 }),
      readProfile: async () => profile,
    } as never,
    codes: codesInMemory(),
    revocations: { add: async () => {} } as never,
    signer: createSigner(world),
  };
  return {
    effects: effects as SharingEffects,
    async request() {
      const { token } = await sessions.give(ACCOUNT, CITIZEN, now);
      const nonce = await shareNonces.give({ account: ACCOUNT, citizen: CITIZEN });
      const body = codeRequest(nonce, newPhoneKey());
      const headers = { authorization: `Bearer ${token}` };
      const empty = { parameters: {}, query: {}, bytes: undefined, address: '192.0.2.1', reference: 'bench' };
      return { ...empty, method: 'POST', path: '/share-codes', headers, body };
    },
  };
}

function profileOf(now: Instant): ProfileItem {
  const document = { type: 'resident-id', last4: '0018', name: '张*三', strength: 'phone', sealed: new Uint8Array() };
  return {
    v: 1,
    documents: { [REF]: { ...document, key: 'document-in-memory' } } as never,
    accounts: [ACCOUNT],
    consent: '2022-07-29',
    notBefore: now - 1,
  };
}

function codesInMemory(): Codes {
  let last: Code | undefined;
  let live: LiveItem | undefined;
  const codes: Partial<Codes> = {
    async add(_citizen, code) {
      last = code;
    },
    read: async () => last,
    readLive: async () => live,
    async replaceLive(_citizen, _slot, _former, { id, expiresAt }) {
      live = { code: id, expiresAt };
      return true;
    },
    noteRevoked: async () => {},
  };
  return codes as Codes;
}
