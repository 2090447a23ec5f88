/** The other side of a hybrid envelope in tests: opens a question with its private key, and seals answers under the key that came along. */
import { sm4 } from 'sm-crypto-v2';
import { decrypt } from './plain-sm2.ts';

export interface HybridPeer {
  question: unknown;
  /** The SM4 key and iv that came along, in hex. */
  sent: string;
  seal(answer: unknown): string;
}

/** `undefined` where key or data cannot be opened. */
export function openHybrid(
  { key, data }: { key: string; data: string },
  privateKey: string,
  order: 'C1C3C2' | 'C1C2C3' = 'C1C3C2',
): HybridPeer | undefined {
  const sent = decrypt(key, privateKey, order)?.toString();
  if (sent === undefined || !/^[0-9a-f]{64}$/.test(sent)) return undefined;
  const options = { mode: 'cbc', iv: sent.slice(32) } as const;
  return {
    question: JSON.parse(sm4.decrypt(data, sent.slice(0, 32), options)),
    sent,
    seal: (answer) => sm4.encrypt(JSON.stringify(answer), sent.slice(0, 32), options),
  };
}
