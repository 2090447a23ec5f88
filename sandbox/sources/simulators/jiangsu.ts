/**
 * 苏康码: static credentials and a SHA-1 over key, secret and time (facts D10a, §3 "other signing styles"). Echoes whom
 * it is about only masked, and tells neither testing nor report time. Resident identity numbers only.
 */
import { createHash } from 'node:crypto';
import { HOUR_MS } from '../../../core/index.ts';
import { json, notFound, readJson } from '../answers.ts';
import { compactTime, spacedTime } from '../beijing-time.ts';
import { maskMiddle, maskNumber } from '../dialects/masking.ts';
import { outcomeWord } from '../dialects/outcome-word.ts';
import type { Answer } from '../loopback.ts';
import type { HeldTest } from '../records.ts';
import { sameText } from '../same-text.ts';
import type { Call, CreateSimulator } from '../simulator.ts';

const APP_KEY = 'huren-sandbox';
const APP_SECRET = 'jiangsu-sandbox-app-secret';
const SKEW_MS = HOUR_MS;
const PATH = '/app-backend/rna/queryRnaReport';
const RESULT_WORDS = { negative: '阴性', positive: '阳性', inconclusive: '' } as const;

export const createJiangsu: CreateSimulator = (records) => {
  function answer(call: Call): Answer {
    if (call.method !== 'POST' || call.path !== PATH) return notFound(call.path);
    if (!signed(call)) return json({ resCode: 401, resMessage: '签名验证失败' }, 401);
    const { name, cardNo } = readJson(call.body) ?? {};
    if (!name || !cardNo) return json({ resCode: 400, resMessage: '参数name、cardNo不能为空', data: null });
    const held = records
      .lookup('jiangsu', { name, number: cardNo }, call.at)
      .filter((test) => test.documentType === 'resident-id');
    return json({ resCode: 0, resMessage: 'OK', data: { reportList: held.map(row) } });
  }

  return {
    id: 'jiangsu',
    host: 'api.jiangsu.example',
    requestsPerSecond: 20,
    medianMs: 280,
    secret: { appKey: APP_KEY, appSecret: APP_SECRET },
    speaks: 'json',
    wrong: 'gbk-as-utf8',
    asks: () => true,
    answer,
    overQuota: () => json({ resCode: 429, resMessage: '请求过于频繁', data: null }),
    businessError: () => json({ resCode: 500, resMessage: '系统异常', data: null }),
  };
};

/** sha1hex(appKey + appSecret + timestamp). */
export function signHeaders(appKey: string, appSecret: string, timestamp: string): string {
  return createHash('sha1')
    .update(appKey + appSecret + timestamp)
    .digest('hex');
}

function signed({ headers, at }: Call): boolean {
  const { appkey, timestamp, signature } = headers;
  if (appkey !== APP_KEY || typeof timestamp !== 'string' || !/^\d{13}$/.test(timestamp)) return false;
  if (Math.abs(at - Number(timestamp)) > SKEW_MS) return false;
  return typeof signature === 'string' && sameText(signature, signHeaders(APP_KEY, APP_SECRET, timestamp));
}

function row(test: HeldTest): object {
  return {
    id: createHash('md5').update(test.specimenNumber).digest('hex'),
    name: maskMiddle(test.name),
    cardNo: maskNumber(test.number, 3, 4),
    collectTime: spacedTime(test.sampledAt),
    checkTime: null,
    // It knows two words; what awaits a retest is left open, as if the report were not out.
    checkResult: outcomeWord(test, RESULT_WORDS) ?? '',
    checkUnit: test.institution,
    collectUnit: test.samplingPoint,
    collectCity: test.jurisdiction,
    area: test.jurisdiction,
    timeFlag: compactTime(test.sampledAt)?.slice(0, 8) ?? null,
  };
}
