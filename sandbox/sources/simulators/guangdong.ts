/**
 * 粤康码: TIF headers signed with SHA-256 (facts D4), times in epoch milliseconds, codes the other way round than
 * Shanghai's. A clock may be five minutes off. Assumed: a nonce is good once within those minutes.
 */
import { createHash } from 'node:crypto';
import { json, notFound, readJson } from '../answers.ts';
import { NonceMemory } from '../dialects/nonce-memory.ts';
import { outcomeWord } from '../dialects/outcome-word.ts';
import { WS364_CODES } from '../dialects/ws364-codes.ts';
import type { Answer } from '../loopback.ts';
import type { HeldTest } from '../records.ts';
import { sameText } from '../same-text.ts';
import type { Call, CreateSimulator } from '../simulator.ts';

const PAAS_ID = 'huren_sandbox';
const TOKEN = 'guangdong-sandbox-token';
const SKEW_MS = 5 * 60_000;
const PATH = '/ebus/nat/results';
const RESULT_CODES = { negative: '0', positive: '1', inconclusive: '2' } as const;

export const createGuangdong: CreateSimulator = (records) => {
  const nonces = new NonceMemory(2 * SKEW_MS);

  function signed({ headers, at }: Call): boolean {
    const text = (name: string) => (typeof headers[name] === 'string' ? headers[name] : '');
    const timestamp = text('x-tif-timestamp');
    const nonce = text('x-tif-nonce');
    if (text('x-tif-paasid') !== PAAS_ID || !/^\d{10}$/.test(timestamp) || !nonce) return false;
    if (Math.abs(at - Number(timestamp) * 1000) > SKEW_MS) return false;
    // Clients write the hex in either case.
    if (!sameText(text('x-tif-signature').toLowerCase(), signTif(timestamp, TOKEN, nonce))) return false;
    return nonces.isNew(nonce, at);
  }

  function answer(call: Call): Answer {
    if (call.method !== 'POST' || call.path !== PATH) return notFound(call.path);
    if (!signed(call)) return json({ errcode: 401, errmsg: 'signature verification failed' }, 401);
    if (call.headers['x-tif-serviceid'] !== 'nat-results') return json({ errcode: 403, errmsg: 'no permission' });
    const { xm, zjhm, zjlx } = readJson(call.body) ?? {};
    if (!xm || !zjhm || !zjlx) return json({ errcode: 400, errmsg: 'xm, zjhm, zjlx required' });
    const held = records
      .lookup('guangdong', { name: xm, number: zjhm }, call.at)
      .filter((test) => WS364_CODES[test.documentType] === zjlx);
    return json({ errcode: 0, errmsg: 'ok', data: { list: held.map(row) } });
  }

  return {
    id: 'guangdong',
    host: 'gateway.guangdong.example',
    requestsPerSecond: 20,
    medianMs: 220,
    secret: { paasId: PAAS_ID, token: TOKEN },
    speaks: 'json',
    wrong: 'business-error',
    asks: () => true,
    answer,
    overQuota: () => json({ errcode: 429, errmsg: 'too many requests' }, 429),
    businessError: () => json({ errcode: 50001, errmsg: 'backend service error' }),
  };
};

/** SHA256hex(timestamp + token + nonce + timestamp). */
export function signTif(timestamp: string, token: string, nonce: string): string {
  return createHash('sha256')
    .update(timestamp + token + nonce + timestamp)
    .digest('hex');
}

function row(test: HeldTest): object {
  return {
    xm: test.name,
    zjhm: test.number,
    cysj: test.sampledAt ?? null,
    jcsj: test.testedAt ?? null,
    bgsj: test.reportedAt ?? null,
    jg: outcomeWord(test, RESULT_CODES) ?? '3',
    jgmc: test.institution,
    hjbs: String(test.poolSize),
  };
}
