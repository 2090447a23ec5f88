/**
 * 国家政务服务平台: the national gateway (facts D1). Four headers, signed with a secret of two hours that a caller fetches
 * with its appKey; one latest result without report time. Assumed where nothing is published: a clock may be ten
 * minutes off, and the last two secrets are good until each one's end.
 */
import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { HOUR_MS } from '../../../core/index.ts';
import { json, notFound, readJson } from '../answers.ts';
import { IssuedSecret } from '../dialects/issued-secret.ts';
import { latest } from '../dialects/national-latest.ts';
import type { Answer } from '../loopback.ts';
import { sameText } from '../same-text.ts';
import type { Call, CreateSimulator } from '../simulator.ts';

const RID = 'huren-sandbox-caller';
const APP_KEY = 'national-sandbox-app-key';
const SECRET_LIVES_MS = 2 * HOUR_MS;
const SKEW_MS = 10 * 60_000;

/** The four fields, in headers or, for the secret, in the body. */
export interface GatewayFields {
  gjzwfwpt_rid?: string;
  gjzwfwpt_sid?: string;
  gjzwfwpt_rtime?: string;
  gjzwfwpt_sign?: string;
}

export const createNationalPlatform: CreateSimulator = (records) => {
  const secrets = new IssuedSecret(SECRET_LIVES_MS);

  function refresh(call: Call): Answer {
    const fields: GatewayFields = readJson(call.body) ?? {};
    if (!signed(fields, [APP_KEY], call.at)) return failure('-1', '签名错误');
    const { text, endsAt } = secrets.issue(call.at);
    const data = { secret: encryptSecret(text, APP_KEY), secretEndTime: String(endsAt) };
    return json({ code: '0', message: 'success', data });
  }

  function business(call: Call): Answer {
    const fields = call.headers as GatewayFields;
    if (!signed(fields, secrets.goodAt(call.at), call.at)) return failure('-1', '签名错误');
    const body = readJson(call.body);
    if (!body?.xm || !body.zjhm) return failure('300', '参数错误：xm、zjhm 不能为空');
    const asked = { name: body.xm, number: body.zjhm };
    switch (fields.gjzwfwpt_sid) {
      case 's_nat_results':
        return success(latest(records.lookup('national-platform', asked, call.at)));
      case 's_phone_check':
        if (!body.sjh) return failure('300', '参数错误：sjh 不能为空');
        return success({ result: records.phoneBelongs(asked, body.sjh) ? '1' : '0' });
      default:
        return failure('E-106', '该服务不在授权列表中');
    }
  }

  function answer(call: Call): Answer {
    if (call.method !== 'POST') return notFound(call.path);
    if (call.path === '/sysapi/auth/refreshappsecret') return refresh(call);
    if (call.path === '/gateway/httpproxy') return business(call);
    return notFound(call.path);
  }

  return {
    id: 'national-platform',
    host: 'gateway.national.example',
    requestsPerSecond: 20,
    medianMs: 300,
    secret: { rid: RID, appKey: APP_KEY },
    speaks: 'json',
    wrong: 'html-at-night',
    asks: ({ path }) => path === '/gateway/httpproxy',
    answer,
    overQuota: () => failure('429', '访问过于频繁'),
    businessError: () => failure('500', '后台服务异常'),
  };
};

/** base64(HMAC-SHA256(key, sid + rid + rtime)), no separators. */
export function signGateway(key: string, sid: string, rid: string, rtime: string): string {
  return createHmac('sha256', key)
    .update(sid + rid + rtime)
    .digest('base64');
}

/** Java's SHA1PRNG seeded with the key, first 128 bits: the first 16 bytes of SHA-1(SHA-1(key)). */
export function secretKeyOf(appKey: string): Buffer {
  const sha1 = (data: string | Buffer) => createHash('sha1').update(data).digest();
  return sha1(sha1(appKey)).subarray(0, 16);
}

/** AES-128-ECB with PKCS#5 padding, base64. */
export function encryptSecret(secret: string, appKey: string): string {
  const cipher = createCipheriv('aes-128-ecb', secretKeyOf(appKey), null);
  return Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]).toString('base64');
}

function signed(fields: GatewayFields, keys: string[], at: number): boolean {
  const { gjzwfwpt_rid: rid, gjzwfwpt_sid: sid, gjzwfwpt_rtime: rtime, gjzwfwpt_sign: sign } = fields;
  if (rid !== RID || !sid || !rtime || !/^\d{13}$/.test(rtime)) return false;
  if (Math.abs(at - Number(rtime)) > SKEW_MS) return false;
  return keys.some((key) => sameText(sign, signGateway(key, sid, rid, rtime)));
}

const success = (data: unknown) => json({ code: '200', message: 'success', data });
const failure = (code: string, message: string) => json({ code, data: '', message });
