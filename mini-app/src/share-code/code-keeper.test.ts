import { beforeEach, describe, expect, test } from 'vitest';
import { decodeBase64Url, encodeBase64Url } from '../../../core/certificate/base64url.ts';
import { HOUR_MS, type Instant, instantOf, MINUTE_MS, parseInstant, type Withheld } from '../../../core/index.ts';
import { newKeyBytes } from '../../../core/share-code/new-key.ts';
import type { Reply } from '../http/trouble.ts';
import { newDeviceKey } from '../signatures/device-key.ts';
import { loadEd25519 } from '../signatures/load-ed25519.ts';
import { type CodeKeeper, type CodeRequest, createCodeKeeper } from './code-keeper.ts';
import { createCodeStore } from './code-store.ts';
import { issuedCode } from './codes.samples.ts';
import type { IssuedCode, Whose } from './phone-code.ts';
import type { ShareOffer } from './share-offer.ts';

const START = parseInstant('2022-08-01T07:45:00+08:00')!;
const NONCE = encodeBase64Url(new Uint8Array(30).fill(3));
const offer = (facts: string | null, more: Partial<ShareOffer> = {}): ShareOffer => ({
  facts,
  means: { nonce: NONCE, random: new Uint8Array(32).fill(5) },
  settled: true,
  ...more,
});
const ok = <T>(value: T): Reply<T> => ({ kind: 'ok', value });

let kept: Map<string, unknown>;
let now: Instant;
let offered: Reply<ShareOffer>;
let issued: (request: CodeRequest) => Reply<IssuedCode | { withheld: Withheld }>;
let asked: Whose[];
let patience: string[];
let requests: CodeRequest[];
beforeEach(() => {
  kept = new Map();
  now = START;
  asked = [];
  patience = [];
  requests = [];
  offered = ok(offer('facts-1'));
  issued = ({ deviceKey }) => ok(issuedCode(deviceKey, now));
});
const open = (): CodeKeeper =>
  createCodeKeeper({
    store: createCodeStore({
      recall: (key) => kept.get(key),
      remember: (key, value) => Boolean(kept.set(key, JSON.parse(JSON.stringify(value)))),
      forget: (key) => void kept.delete(key),
    }),
    now: () => now,
    async askOffer(whose, patient) {
      asked.push(whose);
      patience.push(patient);
      return offered;
    },
    async issue(request) {
      requests.push(request);
      return issued(request);
    },
    newKey: (random) => newDeviceKey(random),
  });
const later = (ms: number) => {
  now = instantOf(START + ms);
};

describe('the first code', () => {
  test('is issued with a nonce, for a new key that has signed it', async () => {
    const keeper = open();
    await keeper.shown('own');
    expect(asked).toEqual(['own']);
    expect(keeper.of('own')).toMatchObject({ asking: false, replacing: false, trouble: undefined });
    const [{ deviceKey, nonce, proof }] = requests as [CodeRequest];
    const bytes = newKeyBytes(decodeBase64Url(nonce)!, decodeBase64Url(deviceKey)!);
    const { verify } = await loadEd25519();
    expect(verify(decodeBase64Url(deviceKey)!, bytes, decodeBase64Url(proof)!)).toBe(true);
    expect(keeper.of('own').code?.facts).toBe('facts-1');
  });

  test('comes at once with a reading of results that allows it, though answers are still on their way', async () => {
    const keeper = open();
    keeper.heard('own', offer('facts-1', { settled: false }));
    expect(requests).toHaveLength(0);
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toEqual([]);
    expect(requests).toHaveLength(1);
    expect(keeper.of('own').code).toBeDefined();
  });

  test('asks for nothing afterwards, whatever the opening: it is kept on the phone', async () => {
    await open().shown('own');
    later(8 * HOUR_MS);
    const again = open();
    expect(again.of('own').code?.facts).toBe('facts-1');
    await again.shown('own');
    expect([asked.length, requests.length]).toEqual([1, 1]);
  });

  test('is another for each person', async () => {
    const keeper = open();
    await keeper.shown('own');
    await keeper.shown({ for: 'abcd1234' });
    expect(requests.map((request) => request.for)).toEqual([undefined, 'abcd1234']);
    expect(keeper.of({ for: 'abcd1234' }).code?.id).not.toBe(keeper.of('own').code?.id);
    expect(open().held()).toEqual(['own', { for: 'abcd1234' }]);
    keeper.forget({ for: 'abcd1234' });
    expect(open().of({ for: 'abcd1234' }).code).toBeUndefined();
    expect(open().of('own').code).toBeDefined();
  });
});

describe('a first code that was issued while answers were on their way', () => {
  const early = ok(offer('facts-1', { settled: false }));

  test('is shown, and replaced once by one of all that came, without leaving the page', async () => {
    const keeper = open();
    offered = early;
    const seen: (string | undefined)[] = [];
    keeper.subscribe(() => seen.push(keeper.of('own').code?.facts));
    issued = ({ deviceKey }) => {
      const facts = requests.length === 1 ? 'facts-1' : 'facts-2';
      offered = ok(offer('facts-2'));
      return ok(issuedCode(deviceKey, now, facts));
    };
    await keeper.shown('own');
    expect(patience).toEqual(['known', 'settled']);
    expect(seen.indexOf('facts-1')).toBeGreaterThan(-1);
    expect(keeper.of('own')).toMatchObject({ code: { facts: 'facts-2' }, asking: false, replacing: false });
    expect(requests).toHaveLength(2);
    await open().shown('own');
    expect([asked.length, requests.length]).toEqual([2, 2]);
  });

  test('stays where what came changes nothing: looked at again, not issued again', async () => {
    const keeper = open();
    offered = early;
    await keeper.shown('own');
    expect([asked.length, requests.length]).toEqual([2, 1]);
    await open().shown('own');
    expect([asked.length, requests.length]).toEqual([2, 1]);
  });

  test('is looked at when it is shown the next time if the page was left too soon, and by home', async () => {
    const keeper = open();
    offered = early;
    issued = ({ deviceKey }) => {
      offered = { kind: 'offline' };
      return ok(issuedCode(deviceKey, now));
    };
    await keeper.shown('own');
    expect(keeper.of('own').code?.facts).toBe('facts-1');
    const next = open();
    offered = ok(offer('facts-1'));
    await next.shown('own');
    expect([asked.length, requests.length]).toEqual([3, 1]);
    await next.shown('own');
    expect(asked).toHaveLength(3);

    const child = { for: 'abcd1234' };
    next.heard(child, offer('facts-1', { settled: false }));
    await new Promise((resolve) => setImmediate(resolve));
    next.heard(child, offer('facts-1'));
    await next.shown(child);
    expect([asked.length, requests.length]).toEqual([3, 2]);
  });

  test('is the only one: a code that is renewed waits for all, so that one request is enough', async () => {
    await open().shown('own');
    later(20 * HOUR_MS);
    const keeper = open();
    keeper.heard('own', offer('facts-1', { settled: false }));
    await keeper.shown('own');
    expect(patience).toEqual(['known', 'settled']);
    expect(requests).toHaveLength(2);
    expect(keeper.of('own').code?.early).toBeUndefined();
  });
});

describe('renewal', () => {
  test('comes after showing, from its moment on', async () => {
    await open().shown('own');
    later(20 * HOUR_MS);
    const keeper = open();
    const before = keeper.of('own').code;
    expect(before).toBeDefined();
    const renewing = keeper.shown('own');
    expect(keeper.of('own').code).toBe(before);
    await renewing;
    expect(keeper.of('own').code?.id).not.toBe(before?.id);
    expect(keeper.of('own').replacing).toBe(false);
  });

  test('comes at once when a person asks, as when it was replaced by another phone’s', async () => {
    const keeper = open();
    await keeper.shown('own');
    const before = keeper.of('own').code;
    later(HOUR_MS);
    await keeper.shown('own', 'urged');
    expect(keeper.of('own').code?.id).not.toBe(before?.id);
    offered = { kind: 'offline' };
    await keeper.shown('own', 'urged');
    expect(keeper.of('own')).toMatchObject({ trouble: { kind: 'offline' } });
    expect(keeper.of('own').code).toBeDefined();
  });

  test('that a person asks for while the code is only looked at comes all the same', async () => {
    offered = ok(offer('facts-1', { settled: false }));
    const keeper = open();
    keeper.heard('own', offer('facts-1', { settled: false }));
    await new Promise((resolve) => setImmediate(resolve));
    const before = keeper.of('own').code;
    offered = ok(offer('facts-1'));
    const looking = keeper.shown('own');
    expect(keeper.of('own').asking).toBe(true);
    await Promise.all([looking, keeper.shown('own', 'urged')]);
    expect(keeper.of('own').code?.id).not.toBe(before?.id);
    expect([asked.length, requests.length]).toEqual([1, 2]);
    await keeper.shown('own');
    expect(requests).toHaveLength(2);
  });

  test.each([
    [
      'by the answer',
      () => {
        offered = ok(offer('facts-1'));
        issued = () => ok({ withheld: 'no-negative' });
      },
      2,
    ],
    [
      'by the reading before',
      () => {
        offered = ok(offer(null, { withheld: 'no-negative' }));
      },
      1,
    ],
  ] as const)(
    'that sources have fallen silent for is told %s not to have come, and the code stands',
    async (_, fall, calls) => {
      const keeper = open();
      await keeper.shown('own');
      const before = keeper.of('own').code;
      offered = { kind: 'offline' };
      await keeper.shown('own', 'urged');
      fall();
      await keeper.shown('own', 'urged');
      expect(keeper.of('own')).toMatchObject({
        code: before,
        renewedNot: true,
        trouble: undefined,
        asking: false,
      });
      expect(requests).toHaveLength(calls);
      offered = ok(offer('facts-1'));
      issued = ({ deviceKey }) => ok(issuedCode(deviceKey, now));
      await keeper.shown('own', 'urged');
      expect(keeper.of('own').code?.id).not.toBe(before?.id);
      expect(keeper.of('own').renewedNot).toBe(false);
    },
  );

  test('leaves the code that stands where there is no network', async () => {
    await open().shown('own');
    later(21 * HOUR_MS);
    offered = { kind: 'offline' };
    const keeper = open();
    await keeper.shown('own');
    expect(keeper.of('own')).toMatchObject({ trouble: { kind: 'offline' }, asking: false });
    expect(keeper.of('own').code).toBeDefined();
  });

  test('takes one request for both of two openings', async () => {
    const keeper = open();
    await Promise.all([keeper.shown('own'), keeper.shown('own')]);
    expect([asked.length, requests.length]).toEqual([1, 1]);
  });

  test('after a nonce has aged asks for another', async () => {
    const keeper = open();
    keeper.heard('own', offer('facts-1', { settled: false, means: undefined }));
    keeper.heard('own', offer(null, { withheld: 'no-negative' }));
    later(10 * MINUTE_MS);
    await keeper.shown('own');
    expect(asked).toHaveLength(1);
  });
});

describe('a fact that the code lacks', () => {
  test('replaces it once no more answers are on their way, and is told meanwhile', async () => {
    const keeper = open();
    await keeper.shown('own');
    keeper.heard('own', offer('facts-2', { settled: false }));
    expect(keeper.of('own')).toMatchObject({ replacing: true, asking: false });
    expect(keeper.of('own').code?.facts).toBe('facts-1');
    issued = ({ deviceKey }) => ok(issuedCode(deviceKey, now, 'facts-2'));
    keeper.heard('own', offer('facts-2'));
    expect(keeper.of('own')).toMatchObject({ replacing: true, asking: true });
    await keeper.shown('own');
    expect(keeper.of('own')).toMatchObject({ replacing: false, asking: false, code: { facts: 'facts-2' } });
    expect(requests).toHaveLength(2);
  });

  test('is not tried with every reading after a failure', async () => {
    const keeper = open();
    await keeper.shown('own');
    issued = () => ({ kind: 'problem', status: 503, problem: 'busy' });
    for (const seconds of [1, 2, 4, 8]) {
      later(seconds * 1000);
      keeper.heard('own', offer('facts-2'));
      await Promise.resolve();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(requests).toHaveLength(2);
    later(40_000);
    keeper.heard('own', offer('facts-2'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(requests).toHaveLength(3);
  });

  test('that speaks against it takes it away at once', async () => {
    const keeper = open();
    await keeper.shown('own');
    keeper.heard('own', offer(null, { withheld: 'positive', settled: false }));
    expect(keeper.of('own')).toMatchObject({ code: undefined, withheld: 'positive' });
    expect(open().of('own').code).toBeUndefined();
  });

  test('is none when sources have only fallen silent: the code stands until it expires', async () => {
    const keeper = open();
    await keeper.shown('own');
    keeper.heard('own', offer(null, { withheld: 'no-negative' }));
    expect(keeper.of('own').code).toBeDefined();
    later(48 * HOUR_MS);
    keeper.heard('own', offer(null, { withheld: 'no-negative' }));
    expect(keeper.of('own')).toMatchObject({ code: undefined, withheld: 'no-negative' });
  });
});

describe('no code', () => {
  test('is asked for again by itself a minute later, and at once by a person', async () => {
    offered = ok(offer(null, { withheld: 'awaiting-retest' }));
    const keeper = open();
    await keeper.shown('own');
    await keeper.shown('own');
    expect(asked).toHaveLength(1);
    await keeper.shown('own', 'urged');
    later(2 * MINUTE_MS);
    offered = ok(offer('facts-1'));
    await keeper.shown('own');
    expect(asked).toHaveLength(3);
    expect(keeper.of('own')).toMatchObject({ withheld: undefined, code: { facts: 'facts-1' } });
  });

  test('is no word while sources are still being asked: the page asks on, and says so', async () => {
    const keeper = open();
    keeper.heard('own', offer(null, { withheld: 'no-negative', settled: false }));
    expect(keeper.of('own').withheld).toBeUndefined();
    const asking = keeper.shown('own');
    expect(keeper.of('own').asking).toBe(true);
    await asking;
    expect(keeper.of('own').code).toBeDefined();
    keeper.heard('own', offer(null, { withheld: 'positive', settled: false }));
    expect(keeper.of('own').withheld).toBe('positive');
  });

  test('may be the server’s word when it is asked for one', async () => {
    issued = () => ok({ withheld: 'doubt' });
    const keeper = open();
    await keeper.shown('own');
    expect(keeper.of('own')).toMatchObject({ withheld: 'doubt', code: undefined, trouble: undefined });
  });

  test('is left where the server says that it is nobody’s of this phone', async () => {
    await open().shown('own');
    later(30 * HOUR_MS);
    offered = { kind: 'problem', status: 403, problem: 'not-bound' };
    const keeper = open();
    await keeper.shown('own');
    expect(keeper.of('own')).toMatchObject({ code: undefined, trouble: { kind: 'problem' } });
    expect(open().of('own').code).toBeUndefined();
  });

  test.each([
    ['a key that is not ours', () => ok(issuedCode(encodeBase64Url(new Uint8Array(32).fill(9)), now))],
    ['no credential', ({ deviceKey }: CodeRequest) => ok({ ...issuedCode(deviceKey, now), credential: 'AA' })],
  ])('is kept of %s', async (_, answer) => {
    issued = answer;
    const keeper = open();
    await keeper.shown('own');
    expect(keeper.of('own')).toMatchObject({ code: undefined, trouble: { kind: 'unreadable' } });
  });

  test('is there once signed out, not even of what was under way', async () => {
    const keeper = open();
    const asking = keeper.shown('own');
    keeper.forgetAll();
    await asking;
    expect(keeper.of('own')).toMatchObject({ code: undefined, asking: false });
    expect(kept.size).toBe(0);
    await keeper.shown('own');
    expect(keeper.of('own').code).toBeDefined();
    keeper.forgetAll();
    expect([keeper.of('own').code, kept.size]).toEqual([undefined, 0]);
  });

  test('is left of a store that was cleared or damaged: a new one is issued', async () => {
    await open().shown('own');
    const [[key, value]] = [...kept] as [[string, Record<string, object>]];
    for (const damaged of [
      'x',
      { own: { ...value.own, seed: 'short' } },
      { own: { ...value.own, credential: 'AAAA' } },
    ]) {
      kept.set(key, damaged);
      expect(open().of('own').code).toBeUndefined();
    }
    await open().shown('own');
    expect(open().of('own').code).toBeDefined();
  });
});
