/** Signature of a push: who sent it, lately, and these very bytes. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../core/index.ts';
import { problem } from '../door/problem.ts';
import type { Request, Response } from '../door/request.ts';

/** A source's clock may be wrong by so much. */
const MOST_SKEW_S = 300;

const wrong = (field: string, detail: string): { problem: Response } => ({
  problem: problem('signature-wrong', { field, detail }),
});

/**
 * `x-huren-signature` is Base64 of HMAC-SHA-256 under the source's `pushKey` over the timestamp (seconds since 1970), the
 * nonce and the hexadecimal SHA-256 of the body, one a line. The nonce is returned: it counts once.
 */
export function checkSignature(
  { headers, bytes }: Pick<Request, 'headers' | 'bytes'>,
  pushKey: string | undefined,
  now: Instant,
): { nonce: string } | { problem: Response } {
  const timestamp = headers['x-huren-timestamp'] ?? '';
  const nonce = headers['x-huren-nonce'] ?? '';
  const signature = Buffer.from(headers['x-huren-signature'] ?? '', 'base64');
  if (!/^\d{10}$/.test(timestamp)) return wrong('x-huren-timestamp', 'Send the seconds since 1970, ten digits.');
  if (Math.abs(now / 1000 - Number(timestamp)) > MOST_SKEW_S) {
    return wrong('x-huren-timestamp', `Set your clock: it differs from ours by more than ${MOST_SKEW_S} seconds.`);
  }
  if (!/^[\w-]{16,64}$/.test(nonce)) {
    return wrong('x-huren-nonce', 'Send 16 to 64 letters, digits, hyphens and underscores, new for each sending.');
  }
  const digest = createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');
  const expected = createHmac('sha256', pushKey ?? '')
    .update(`${timestamp}\n${nonce}\n${digest}`)
    .digest();
  if (!pushKey || signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
    return wrong(
      'x-huren-signature',
      'Sign timestamp, nonce and the hexadecimal SHA-256 of the body with your pushKey.',
    );
  }
  return { nonce };
}
