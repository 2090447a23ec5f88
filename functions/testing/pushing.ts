/** Pushing: what a source does to send results, as the contract tells it, written apart from the door's own code. */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { Answered, TestDoors } from './doors.ts';
import type { TestGround } from './ground.ts';

export interface Sending {
  key?: string;
  timestamp?: string;
  nonce?: string;
  /** Another body than the one that was signed. */
  body?: string;
}

export async function push(
  { clock }: TestGround,
  doors: TestDoors,
  source: string,
  rows: unknown,
  { key = `push-key-of-sources/${source}`, timestamp, nonce = randomUUID(), body }: Sending = {},
): Promise<Answered> {
  const text = JSON.stringify({ results: rows });
  const seconds = timestamp ?? String(Math.floor(clock.now() / 1000));
  const digest = createHash('sha256').update(text).digest('hex');
  const signature = createHmac('sha256', key).update([seconds, nonce, digest].join('\n')).digest('base64');
  return doors.call('POST', `/sources/${source}/results`, {
    headers: { 'x-huren-timestamp': seconds, 'x-huren-nonce': nonce, 'x-huren-signature': signature },
    body: body ?? text,
  });
}

/** A row as a source sends it: sampled on the afternoon of 31 July, reported that night. */
export function sentRow(name: string, number: string, more: object = {}, type = 'resident-id'): object {
  return {
    name,
    document: { type, number },
    specimen: 'P2207310001',
    outcome: 'negative',
    sampleCollectedAt: '2022-07-31T16:10:00+08:00',
    reportIssuedAt: '2022-07-31T22:40:00+08:00',
    institution: '某某医学检验所',
    ...more,
  };
}
