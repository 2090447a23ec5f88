/**
 * 浙江健康码: a gateway with rotating secrets (facts D3). A request secret of a quarter of an hour, fetched with the
 * appSecret, renewed with a refresh secret of 48 hours; a form signed with MD5. Assumed: a clock may be ten minutes off,
 * and the last two secrets of a kind are good until each one's end.
 */
import { createHash } from 'node:crypto';
import { HOUR_MS } from '../../../core/index.ts';
import { json, notFound, readForm } from '../answers.ts';
import { spacedTime } from '../beijing-time.ts';
import { IssuedSecret } from '../dialects/issued-secret.ts';
import { outcomeWord } from '../dialects/outcome-word.ts';
import type { HeldTest } from '../holdings.ts';
import type { Answer } from '../loopback.ts';
import { sameText } from '../same-text.ts';
import type { Call, CreateSimulator } from '../simulator.ts';

const APP_KEY = 'A330huren';
const APP_SECRET = 'zhejiang-sandbox-app-secret';
const SKEW_MS = 10 * 60_000;
const RESULTS_PATH = '/gateway/api/001003001/dataSharing/hsjc330.htm';
const RESULT_WORDS = { negative: '阴性', positive: '阳性', inconclusive: '待复核' } as const;

export const createZhejiang: CreateSimulator = (holdings) => {
  const requestSecrets = new IssuedSecret(HOUR_MS / 4);
  const refreshSecrets = new IssuedSecret(48 * HOUR_MS);

  function renew(call: Call, keys: string[]): Answer {
    const form = { ...Object.fromEntries(call.query), ...readForm(call.body) };
    if (!signed(form, keys, call.at)) return failure('14', '签名错误或密钥已失效');
    const request = requestSecrets.issue(call.at);
    const refresh = refreshSecrets.issue(call.at);
    return success({
      requestSecret: request.text,
      requestSecretEndTime: request.endsAt,
      refreshSecret: refresh.text,
      refreshSecretEndTime: refresh.endsAt,
    });
  }

  function results(call: Call): Answer {
    const form = readForm(call.body);
    if (!signed(form, requestSecrets.goodAt(call.at), call.at)) return failure('14', '签名错误或密钥已失效');
    if (!form.sfzh) return failure('11', '参数sfzh不能为空');
    return success(holdings.lookup('zhejiang', { number: form.sfzh, name: form.xm }, call.at).map(row));
  }

  function answer(call: Call): Answer {
    switch (call.path) {
      case '/gateway/app/refreshTokenByKey.htm':
        return renew(call, [APP_SECRET]);
      case '/gateway/app/refreshTokenBySec.htm':
        return renew(call, refreshSecrets.goodAt(call.at));
      case RESULTS_PATH:
        if (call.method !== 'POST') return notFound(call.path);
        return results(call);
      default:
        return notFound(call.path);
    }
  }

  return {
    id: 'zhejiang',
    host: 'gateway.zhejiang.example',
    requestsPerSecond: 20,
    medianMs: 250,
    secret: { appKey: APP_KEY, appSecret: APP_SECRET },
    speaks: 'json',
    wrong: 'wrong-person',
    asks: ({ path }) => path === RESULTS_PATH,
    answer,
    overQuota: () => failure('15', '调用次数超过限制'),
    businessError: () => failure('99', '系统异常'),
  };
};

/** md5hex(appKey + secret + requestTime). */
export function signRequest(appKey: string, secret: string, requestTime: string): string {
  return createHash('md5')
    .update(appKey + secret + requestTime)
    .digest('hex');
}

function signed(form: Record<string, string>, keys: string[], at: number): boolean {
  const { appKey, requestTime, sign } = form;
  if (appKey !== APP_KEY || !requestTime || !/^\d{13}$/.test(requestTime)) return false;
  if (Math.abs(at - Number(requestTime)) > SKEW_MS) return false;
  return keys.some((key) => sameText(sign, signRequest(appKey, key, requestTime)));
}

function row(test: HeldTest): object {
  return {
    xm: test.name,
    sfzh: test.number,
    cysj: spacedTime(test.sampledAt),
    bgsj: spacedTime(test.reportedAt),
    hsjcjg: outcomeWord(test, RESULT_WORDS) ?? '检测中',
    hsjcjgmc: test.institution,
    cydmc: test.samplingPoint,
    bgbh: test.outcome === undefined ? null : test.reportNumber,
    hcbs: String(test.poolSize),
  };
}

const success = (datas: object) => json({ code: '00', msg: '成功', datas });
const failure = (code: string, msg: string) => json({ code, msg, datas: null });
