/**
 * 安康码: a form signed with SHA-256 over its sorted fields and the secret (facts D11 and the health-code vendor's style).
 * Names and numbers are hashes, the masked ones sit in `isDelete` and `isValid`, and a test done outside the province has
 * no sampling time. Shows a test when its result is out. Resident identity numbers only. Assumed: ten minutes of skew.
 */
import { createHash } from 'node:crypto';
import { json, notFound, readForm } from '../answers.ts';
import { spacedTime } from '../beijing-time.ts';
import { maskAllButLast, maskNumber } from '../dialects/masking.ts';
import { outcomeWord } from '../dialects/outcome-word.ts';
import type { Answer } from '../loopback.ts';
import type { HeldTest } from '../records.ts';
import { sameText } from '../same-text.ts';
import type { Call, CreateSimulator } from '../simulator.ts';

const APP_ID = 'huren-sandbox';
const SECRET_KEY = 'anhui-sandbox-secret-key';
const SKEW_MS = 10 * 60_000;
const PATH = '/ahjkm/hs/query';
const RESULT_WORDS = { negative: '阴性', positive: '阳性', inconclusive: '待复核' } as const;

export const createAnhui: CreateSimulator = (records) => {
  function answer(call: Call): Answer {
    if (call.method !== 'POST' || call.path !== PATH) return notFound(call.path);
    const form = readForm(call.body);
    if (!signed(form, call.at)) return failure('1001', '签名错误');
    if (!form.xm || !form.sfzh) return failure('1003', '参数xm、sfzh不能为空');
    const rows = records
      .lookup('anhui', { name: form.xm, number: form.sfzh }, call.at)
      .filter((test) => test.documentType === 'resident-id' && test.outcome !== undefined);
    const data = rows.length > 0 ? { hsFlag: true, hsList: rows.map(row) } : { hsFlag: false, hsList: null };
    return json({ code: '0', msg: '成功', data });
  }

  return {
    id: 'anhui',
    host: 'api.anhui.example',
    requestsPerSecond: 20,
    medianMs: 400,
    secret: { appId: APP_ID, secretKey: SECRET_KEY },
    speaks: 'json',
    wrong: 'wrong-person',
    asks: () => true,
    answer,
    overQuota: () => failure('1002', '接口调用超限'),
    businessError: () => failure('9999', '系统异常'),
  };
};

/** SHA-256, upper-case hex, over the sorted `k=v` of all parameters and secretKey, joined by `&`; values as they are. */
export function signForm(form: Record<string, string>, secretKey: string): string {
  const text = Object.entries({ ...form, secretKey })
    .filter(([name]) => name !== 'sign')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return createHash('sha256').update(text).digest('hex').toUpperCase();
}

function signed(form: Record<string, string>, at: number): boolean {
  const { appId, timestamp, sign } = form;
  if (appId !== APP_ID || !timestamp || !/^\d{13}$/.test(timestamp)) return false;
  if (Math.abs(at - Number(timestamp)) > SKEW_MS) return false;
  return sameText(sign, signForm(form, SECRET_KEY));
}

function row(test: HeldTest): object {
  const inProvince = test.jurisdiction.startsWith('34');
  const hash = (text: string) => createHash('md5').update(text).digest('hex');
  return {
    id: hash(test.specimenNumber),
    name: hash(test.name),
    idCardNo: hash(test.number),
    isDelete: maskAllButLast(test.name),
    isValid: maskNumber(test.number, 4, 4),
    hsjcjg: outcomeWord(test, RESULT_WORDS),
    hsjcsj: spacedTime(test.testedAt),
    hscjsj: inProvince ? spacedTime(test.sampledAt) : null,
    hsjcjgmc: test.institution,
    hscjjgmc: inProvince ? test.samplingPoint : null,
    dataSource: '1',
    sourceSys: inProvince ? 'ahhs' : 'gjpt',
    createTime: spacedTime(test.reportedAt),
  };
}

const failure = (code: string, msg: string) => json({ code, msg, data: null });
