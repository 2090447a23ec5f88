/** TIF headers (facts D4): SHA-256 of timestamp + token + nonce + timestamp, hex in either case. */
import type { Refuse } from './description.ts';
import { hex } from './digests.ts';
import { both, signature } from './signature.ts';

export interface TifCaller {
  paasId: string;
  token: string;
}

/** `serviceId`: what must stand in `x-tif-serviceid`, where the source wants it. */
export function tifHeaders({ paasId, token }: TifCaller, serviceId?: string): Refuse {
  const signed = signature({
    in: 'headers',
    fixed: { 'x-tif-paasid': paasId },
    time: { name: 'x-tif-timestamp', form: 'epoch-s' },
    skewMinutes: 5,
    nonce: 'x-tif-nonce',
    sign: {
      name: 'x-tif-signature',
      eitherCase: true,
      expected: ({ 'x-tif-timestamp': at = '', 'x-tif-nonce': nonce = '' }) => signTif(at, token, nonce),
    },
  });
  return both(signed, ({ call }) =>
    serviceId === undefined || call.headers['x-tif-serviceid'] === serviceId ? undefined : 'unauthorised',
  );
}

/** SHA-256, hex, of timestamp + token + nonce + timestamp. */
export function signTif(timestamp: string, token: string, nonce: string): string {
  return hex('sha256', timestamp + token + nonce + timestamp);
}
