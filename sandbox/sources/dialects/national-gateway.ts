/** The national gateway (facts D1): four headers under a secret of two hours, which a caller fetches with its appKey. */
import { createCipheriv, createHash } from 'node:crypto';
import { HOUR_MS } from '../../../core/index.ts';
import { json } from '../answers.ts';
import type { Description, Door, Received, Refuse } from './description.ts';
import { mac } from './digests.ts';
import { IssuedSecret } from './issued-secret.ts';
import { both, signature } from './signature.ts';

const SECRET_LIVES_MS = 2 * HOUR_MS;

export interface GatewayCaller {
  rid: string;
  appKey: string;
}

/** The door that gives out secrets, and what stands before everything behind the gateway; `sids` are the caller's services. */
export function nationalGateway({ rid, appKey }: GatewayCaller, sids: string[]): { door: Door; refuse: Refuse } {
  const secrets = new IssuedSecret(SECRET_LIVES_MS);
  const signedWith = (where: 'headers' | undefined, keys: (received: Received) => string[]) =>
    signature({
      in: where,
      fixed: { gjzwfwpt_rid: rid },
      time: { name: 'gjzwfwpt_rtime', form: 'epoch-ms' },
      skewMinutes: 10,
      sign: {
        name: 'gjzwfwpt_sign',
        expected: ({ gjzwfwpt_sid: sid = '', gjzwfwpt_rtime: rtime = '' }, received) =>
          keys(received).map((key) => signGateway(key, sid, rid, rtime)),
      },
    });
  return {
    door: {
      path: '/sysapi/auth/refreshappsecret',
      aboutNobody: true,
      refuse: signedWith(undefined, () => [appKey]),
      answer({ call }) {
        const { text, endsAt } = secrets.issue(call.at);
        const data = { secret: encryptSecret(text, appKey), secretEndTime: String(endsAt) };
        return json({ code: '0', message: 'success', data });
      },
    },
    refuse: both(
      signedWith('headers', ({ call }) => secrets.goodAt(call.at)),
      ({ call }) => (sids.includes(call.headers.gjzwfwpt_sid?.toString() ?? '') ? undefined : 'unauthorised'),
    ),
  };
}

const failure = (code: string, message: string) => json({ code, data: '', message });

/** The gateway's own words, before anything behind it is reached. */
export const GATEWAY_REFUSALS = {
  unsigned: failure('-1', '签名错误'),
  unauthorised: failure('E-106', '该服务不在授权列表中'),
  'over-quota': failure('429', '访问过于频繁'),
} satisfies Partial<Description['refusals']>;

/** base64(HMAC-SHA256(key, sid + rid + rtime)), no separators. */
export function signGateway(key: string, sid: string, rid: string, rtime: string): string {
  return mac(key, sid + rid + rtime, 'base64');
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
