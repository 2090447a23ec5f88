/** Alibaba's API gateway: `X-Ca-` headers under HMAC-SHA-256, refusals without a body and with a header that says why. */
import { createHash } from 'node:crypto';
import type { Answer } from '../loopback.ts';
import type { Description, Refuse } from './description.ts';
import { mac, sorted } from './digests.ts';
import { both, signature } from './signature.ts';

const SIGNED = 'x-ca-key,x-ca-nonce,x-ca-timestamp';

export interface CaCaller {
  appKey: string;
  appSecret: string;
}

/** Form parameters count among those of the path; another body is signed by its MD5. */
export function caHeaders({ appKey, appSecret }: CaCaller, skewMinutes: number): Refuse {
  return both(
    ({ call }) => {
      const { headers, body } = call;
      const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
      const md5 = createHash('md5').update(body).digest('base64');
      return isForm || headers['content-md5'] === md5 ? undefined : 'unsigned';
    },
    signature({
      in: 'headers',
      fixed: { 'x-ca-key': appKey, 'x-ca-signature-headers': SIGNED, accept: 'application/json' },
      time: { name: 'x-ca-timestamp', form: 'epoch-ms' },
      skewMinutes,
      nonce: 'x-ca-nonce',
      sign: {
        name: 'x-ca-signature',
        expected(headers, { call, fields }) {
          const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
          const parameters = { ...Object.fromEntries(call.query), ...(isForm ? fields : {}) };
          const query = sorted(parameters);
          const text = [
            call.method,
            headers.accept ?? '',
            isForm ? '' : (headers['content-md5'] ?? ''),
            headers['content-type'] ?? '',
            headers.date ?? '',
            ...SIGNED.split(',').map((name) => `${name}:${headers[name]}`),
            query ? `${call.path}?${query}` : call.path,
          ].join('\n');
          return mac(appSecret, text, 'base64');
        },
      },
    }),
  );
}

const bare = (status: number, message: string): Answer => ({
  status,
  type: 'text/plain',
  body: '',
  headers: { 'x-ca-error-message': message },
});

/** The gateway's own; what is broken or missing behind it answers in the source's words. */
export const CA_REFUSALS: Pick<Description['refusals'], 'unsigned' | 'late' | 'over-quota'> &
  Partial<Description['refusals']> = {
  unsigned: bare(403, 'Invalid Signature'),
  late: bare(403, 'Expired'),
  'over-quota': bare(429, 'Throttled by App Flow Control'),
};
