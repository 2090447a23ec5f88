/** A hybrid envelope in two layers: SM4-CBC under a key made for this one call, which goes along under SM2. */
import { randomBytes } from 'node:crypto';
import { credential } from '../credential.ts';
import type { Values } from '../placeholders.ts';
import type { Connection } from '../protocol.ts';
import { AskingFailed } from '../protocol.ts';
import { parseJson } from '../reading/json.ts';
import { type SignatureRecipe, sign } from '../signature-recipe.ts';
import type { Template } from '../source-file.ts';
import type { SealedQuestion } from './envelope.ts';
import type { Order } from './sm2.ts';
import { decryptSm4, encryptSm4 } from './sm4.ts';

/** Secret: `publicKey` (theirs). Key and iv go as 64 hex digits; the answer comes under the same. All is hex. */
export interface Hybrid {
  kind: 'hybrid';
  order?: Order;
  /** Names of the parameters that carry the key and the data. */
  key: string;
  data: string;
  /** Sent beside them in clear; `$inner` is the inner layer's signature. */
  parameters?: Record<string, string>;
  inner?: SignatureRecipe;
}

export async function sealHybrid(
  connection: Pick<Connection, 'secret'>,
  envelope: Hybrid,
  data: Template,
  values: Values,
): Promise<SealedQuestion> {
  const { encryptSm2 } = await import('./sm2.ts');
  const sm4 = { key: randomBytes(16), iv: randomBytes(16) };
  const sent = Buffer.concat([sm4.key, sm4.iv]).toString('hex');
  return {
    body: { ...envelope.parameters, [envelope.key]: '$sealedKey', [envelope.data]: '$encData' },
    values: {
      $sealedKey: encryptSm2(sent, credential(connection, 'publicKey'), envelope.order ?? 'C1C3C2'),
      $encData: encryptSm4(JSON.stringify(data), sm4).toString('hex'),
      $inner: envelope.inner && sign(envelope.inner, values, {}),
    },
    open(sealed) {
      if (typeof sealed !== 'string') throw new AskingFailed('unreadable');
      return parseJson(decryptSm4(sealed, sm4));
    },
  };
}
