/** Tianjin's and Shenzhen's envelopes, opened and sealed by servers that share no cryptography with the protocol. */
import { createHash } from 'node:crypto';
import { sm4 } from 'sm-crypto-v2';
import { afterEach, describe, expect, test } from 'vitest';
import { derivedKey, sealMedicalInsurance, signedText } from './envelope/medical-insurance.ts';
import { askSource } from './index.ts';
import type { SourceFile } from './source-file.ts';
import { openHybrid } from './testing/hybrid-peer.ts';
import { type Asked, type LoopbackSource, type Reply, startLoopbackSource } from './testing/loopback-source.ts';
import { MORNING, meansAt, sourceFile, ZHANG_SAN } from './testing/means.ts';
import * as plain from './testing/plain-sm2.ts';

const OURS = '1'.repeat(64);
const THEIRS = '2'.repeat(64);
const ROW = {
  name: '张三',
  certNo: ZHANG_SAN.document.number,
  result: '阴性',
  sampleTime: '2022-07-31 08:00:00',
  reportTime: '2022-07-31 16:00:00',
  labName: '某检测所',
  pool: 10,
};

let server: LoopbackSource;
afterEach(() => server?.stop());

async function serve(answer: (asked: Asked) => Reply): Promise<string> {
  server = await startLoopbackSource(answer);
  return server.origin;
}

const fresh = (seconds: unknown) => Math.abs(Number(seconds) * 1000 - MORNING) < 30_000;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('the envelope of the medical insurance', () => {
  const SECRET = {
    paasId: 'paas-demo',
    token: 'token-demo',
    appCode: 'TJHUREN-DEMO-CODE-0001',
    appSecret: 'tjhuren-demo-secret-0001',
    privateKey: OURS,
    publicKey: plain.publicKeyOf(THEIRS),
  };
  // SM4-ECB of the appSecret under TJHUREN-DEMO-COD is D817F6C8B8F365A53D153E4E…, worked out with sm-crypto-v2 alone.
  const KEY = Buffer.from('D817F6C8B8F365A5');

  /** Written from the interface: sorted pairs of the six, with the question's data as it was agreed. */
  const textOf = (data: string, timestamp: string) =>
    `appCode=${SECRET.appCode}&data=${data}&encType=SM4&signType=SM2&timestamp=${timestamp}&version=1.0.0&key=${SECRET.appSecret}`;

  interface Envelope {
    data: { encData: string };
    appCode: string;
    version: string;
    encType: string;
    signType: string;
    timestamp: string;
    signData: string;
  }

  const iv = '000102030405060708090a0b0c0d0e0f';
  const modes = { ecb: {}, cbc: { mode: 'cbc', iv } } as const;

  /** `sorted`: the data as it is signed. */
  function seal(data: object, sorted: string, { mode = 'ecb' as 'ecb' | 'cbc', key = THEIRS, change = {} } = {}) {
    const timestamp = '1659311100';
    const encData = sm4.encrypt(JSON.stringify(data), KEY, modes[mode]).toUpperCase();
    const signData = plain.sign(textOf(sorted, timestamp), key).toString('base64');
    const { appCode } = SECRET;
    return {
      data: { encData },
      appCode,
      version: '1.0.0',
      encType: 'SM4',
      signType: 'SM2',
      timestamp,
      signData,
      ...change,
    };
  }

  const FOUND = { list: [ROW] };
  const FOUND_SORTED =
    '{"list":[{"certNo":"110101199003071233","labName":"某检测所","name":"张三","pool":"10","reportTime":"2022-07-31 16:00:00","result":"阴性","sampleTime":"2022-07-31 08:00:00"}]}';

  const ask = (origin: string, source: SourceFile = sourceFile('tianjin'), secret: Record<string, string> = SECRET) =>
    askSource(source, meansAt(origin, secret), ZHANG_SAN);

  /** `undefined`: encrypted under another key. */
  function decrypted(hex: string, mode: 'ecb' | 'cbc'): string | undefined {
    try {
      return sm4.decrypt(hex, KEY, modes[mode]);
    } catch {
      return undefined;
    }
  }

  function opens({ headers, body }: Asked, mode: 'ecb' | 'cbc' = 'ecb'): boolean {
    const time = headers['x-tif-timestamp'];
    const tif = sha256(`${time}token-demoabc-123${time}`) === headers['x-tif-signature'];
    const { data } = JSON.parse(body.toString()) as { data: Envelope };
    const json = decrypted(data.data.encData, mode);
    // Non-ASCII is escaped where it is encrypted, and is not where it is signed.
    const asked = json === '{"name":"\\u5f20\\u4e09","certType":"01","certNo":"110101199003071233"}';
    const text = textOf('{"certNo":"110101199003071233","certType":"01","name":"张三"}', data.timestamp);
    const signed = plain.verify(text, Buffer.from(data.signData, 'base64'), plain.publicKeyOf(OURS));
    const upper = /^[0-9A-F]+$/.test(data.data.encData);
    return tif && fresh(time) && data.timestamp === time && asked && signed && upper;
  }

  test('is opened, answered in kind and read', async () => {
    const data = seal(FOUND, FOUND_SORTED);
    const origin = await serve((asked) => ({
      body: opens(asked) ? { code: 0, success: true, data } : { code: 40001 },
    }));
    const { reply } = await ask(origin);
    expect(reply).toMatchObject({
      kind: 'found',
      results: [{ outcome: 'negative', institution: '某检测所', poolSize: 10 }],
    });
    for (const wrong of [{ appSecret: 'another' }, { privateKey: '3'.repeat(64) }, { token: 'another' }])
      expect((await ask(origin, undefined, { ...SECRET, ...wrong })).reply).toMatchObject({ reason: 'refused' });
  });

  test('an empty list inside is their word that there is none', async () => {
    const data = seal({ list: [] }, '{"list":[]}');
    const origin = await serve(() => ({ body: { code: 0, data } }));
    expect((await ask(origin)).reply.kind).toBe('none');
  });

  test('in CBC the same', async () => {
    const file = sourceFile('tianjin');
    const source = { ...file, settings: { ...file.settings, envelope: { kind: 'medical-insurance', mode: 'cbc' } } };
    const data = seal(FOUND, FOUND_SORTED, { mode: 'cbc' });
    const origin = await serve((asked) => ({ body: opens(asked, 'cbc') ? { code: 0, data } : { code: 40001 } }));
    expect((await ask(origin, source, { ...SECRET, iv })).reply.kind).toBe('found');
    expect((await ask(origin, source)).reply).toMatchObject({ kind: 'failed', reason: 'refused' });
  });

  const unusable: [string, object | null | string][] = [
    ['signed with another key', seal(FOUND, FOUND_SORTED, { key: OURS })],
    ['signed over another answer', seal(FOUND, '{"list":[]}')],
    ['signed at another time', seal(FOUND, FOUND_SORTED, { change: { timestamp: '1659311101' } })],
    ['not signed', seal(FOUND, FOUND_SORTED, { change: { signData: '' } })],
    ['with a field more than was signed', seal(FOUND, FOUND_SORTED, { change: { note: 'new' } })],
    [
      'encrypted under another key',
      seal(FOUND, FOUND_SORTED, { change: { data: { encData: sm4.encrypt('{}', iv) } } }),
    ],
    ['no hex', seal(FOUND, FOUND_SORTED, { change: { data: { encData: '阴性' } } })],
    ['no JSON inside', seal(FOUND, FOUND_SORTED, { change: { data: { encData: sm4.encrypt('<html>', KEY) } } })],
    ['in clear', FOUND],
    ['in clear and empty', { list: [] }],
    ['nothing at all', null],
    ['a sentence', '系统维护中'],
  ];
  test.each(unusable)('an answer %s is unusable, and never none', async (_name, data) => {
    const origin = await serve(() => ({ body: { code: 0, success: true, data } }));
    expect((await ask(origin)).reply).toMatchObject({ kind: 'failed', reason: 'unreadable' });
  });

  test.each([
    [{ code: 40001, data: null }, 'refused'],
    [{ code: 42900, data: null }, 'over-quota'],
    [{ code: 50000, data: '系统繁忙' }, 'source-error'],
    [{ code: 12345, data: null }, 'source-error'],
  ])('their word in clear counts: %o', async (body, reason) => {
    const origin = await serve(() => ({ body }));
    expect((await ask(origin)).reply).toMatchObject({ kind: 'failed', reason });
  });

  test('the derived key is the text of the first sixteen digits', () => {
    expect(derivedKey(SECRET.appCode, SECRET.appSecret).key).toEqual(KEY);
    expect(() => derivedKey('short', SECRET.appSecret)).toThrow('refused');
    expect(() => derivedKey(SECRET.appCode, SECRET.appSecret, 'ff')).toThrow('refused');
  });

  test('what is signed: sorted at every depth, numbers and truth values as text, what is empty and what is not data left out', () => {
    const clear = {
      version: '1.0.0',
      appCode: 'a',
      empty: '',
      none: null,
      signData: 's',
      encData: 'e',
      extra: 'x',
      n: 1,
    };
    const data = { b: [{ z: 1.5, y: true }, '文'], a: { d: null, c: '' } };
    // Written out by hand from the interface.
    const expected = 'appCode=a&data={"a":{"c":"","d":null},"b":[{"y":"true","z":"1.5"},"文"]}&n=1&version=1.0.0&key=k';
    expect(signedText(clear, data, 'k')).toBe(expected);
  });

  test('a secret without its keys is refused before anybody is asked', async () => {
    for (const field of ['appCode', 'appSecret', 'privateKey', 'publicKey']) {
      const { [field]: _left, ...rest } = SECRET as Record<string, string>;
      await expect(sealMedicalInsurance({ secret: rest }, { kind: 'medical-insurance' }, {}, '1')).rejects.toThrow(
        'refused',
      );
    }
  });
});

describe('the hybrid envelope', () => {
  const SECRET = { appKey: 'key-demo', secret: 'secret-demo', publicKey: plain.publicKeyOf(THEIRS) };
  const FOUND = {
    resultCode: '0000',
    list: [{ ...ROW, result: '0', certNo: '110101********1233', pool: '10', lab: '某检测所' }],
  };
  const ask = (origin: string, source: SourceFile = sourceFile('shenzhen'), secret: Record<string, string> = SECRET) =>
    askSource(source, meansAt(origin, secret), ZHANG_SAN);

  function peerOf({ headers, body }: Asked, order: 'C1C3C2' | 'C1C2C3' = 'C1C3C2') {
    const sent = JSON.parse(body.toString());
    const { timestamp, nonce, signature } = headers;
    const outer = sha256(`${timestamp}key-demo${nonce}secret-demo${timestamp}`) === signature && fresh(timestamp);
    const inner =
      createHash('sm3').update(`${sent.timestamp}${sent.nonce}${sent.timestamp}`).digest('hex') === sent.sign;
    return outer && inner && sent.timestamp === timestamp && sent.nonce === nonce
      ? openHybrid(sent, THEIRS, order)
      : undefined;
  }

  test('is opened by both layers, answered under its own key and read', async () => {
    const keys = new Set<string>();
    const origin = await serve((asked) => {
      const peer = peerOf(asked);
      if (!peer) return { body: { code: 401 } };
      keys.add(peer.sent);
      expect(peer.question).toEqual({ name: '张三', certType: '10', certNo: ZHANG_SAN.document.number });
      return { body: { code: 200, message: 'ok', data: peer.seal(FOUND) } };
    });
    const { reply } = await ask(origin);
    expect(reply).toMatchObject({ kind: 'found', results: [{ outcome: 'negative', institution: '某检测所' }] });
    await ask(origin);
    expect(keys.size).toBe(2); // a new key in every call
    expect((await ask(origin, undefined, { ...SECRET, secret: 'wrong' })).reply).toMatchObject({ reason: 'refused' });
    expect(JSON.stringify(server.asked.map(({ body }) => body.toString()))).not.toContain(ZHANG_SAN.document.number);
  });

  test('in the older order of SM2 the same', async () => {
    const file = sourceFile('shenzhen');
    const envelope = { ...(file.settings.envelope as object), order: 'C1C2C3' };
    const source = { ...file, settings: { ...file.settings, envelope } };
    const origin = await serve((asked) => {
      const peer = peerOf(asked, 'C1C2C3');
      return { body: peer ? { code: 200, data: peer.seal({ resultCode: '0000', list: [] }) } : { code: 401 } };
    });
    expect((await ask(origin, source)).reply.kind).toBe('none');
    expect((await ask(origin)).reply).toMatchObject({ reason: 'refused' });
  });

  test.each([
    [401, 'refused'],
    [429, 'over-quota'],
    [500, 'source-error'],
    [777, 'source-error'],
  ])('their word in clear counts: %i', async (code, reason) => {
    const origin = await serve(() => ({ body: { code, message: '' } }));
    expect((await ask(origin)).reply).toMatchObject({ kind: 'failed', reason });
  });

  test('their word inside counts too', async () => {
    const origin = await serve((asked) => ({ body: { code: 200, data: peerOf(asked)!.seal({ resultCode: '9001' }) } }));
    expect((await ask(origin)).reply).toMatchObject({ kind: 'failed', reason: 'source-error' });
  });

  test.each<[string, unknown]>([
    ['in clear', FOUND],
    ['under another key', sm4.encrypt(JSON.stringify(FOUND), '0'.repeat(32), { mode: 'cbc', iv: '0'.repeat(32) })],
    ['empty', ''],
    ['missing', undefined],
    ['a number', 7],
  ])('an answer %s is unusable, and never none', async (_name, data) => {
    const origin = await serve(() => ({ body: { code: 200, data } }));
    expect((await ask(origin)).reply).toMatchObject({ kind: 'failed', reason: 'unreadable' });
  });

  test('a key of theirs that is no point of the curve is refused before anybody is asked', async () => {
    const origin = await serve(() => ({}));
    const { reply, calls } = await ask(origin, undefined, { ...SECRET, publicKey: `04${'1'.repeat(128)}` });
    expect(reply).toMatchObject({ kind: 'failed', reason: 'refused' });
    expect(calls).toBe(0);
  });
});
