/** ShareOffer: what an answer of GET /results says about a share code, and what a new one can be made with. */
import { decodeBase64Url } from '../../../core/certificate/base64url.ts';
import { WITHHELD, type Withheld } from '../../../core/index.ts';
import { isObject, oneOf, text } from '../http/reading.ts';

export interface ShareOffer {
  /** Stands for the facts a new code would carry; `null`: there are none. */
  facts: string | null;
  withheld?: Withheld;
  /** With it a code can be issued once, within ten minutes. */
  means?: { nonce: string; random: Uint8Array };
  /** No further answers of sources are on their way. */
  settled: boolean;
}

const RANDOM_BYTES = 32;

/** `undefined`: the server says nothing of codes. */
export function readOffer(body: unknown, headers: Record<string, string>, settled: boolean): ShareOffer | undefined {
  if (!isObject(body) || body.shareFacts === undefined) return undefined;
  const nonce = text(headers['x-share-nonce']);
  const random = decodeBase64Url(headers['x-share-random'] ?? '');
  const withheld = oneOf(WITHHELD, body.shareWithheld);
  return {
    facts: text(body.shareFacts) ?? null,
    ...(withheld && { withheld }),
    ...(nonce && random?.length === RANDOM_BYTES && { means: { nonce, random } }),
    settled,
  };
}
