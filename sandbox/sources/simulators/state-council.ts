/** 国务院客户端: behind the national gateway a ministry's form with a signature of its own; the last seven days. */
import { DAY_MS } from '../../../core/index.ts';
import { json, printed } from '../answers.ts';
import { spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { mac, sorted } from '../dialects/digests.ts';
import { GATEWAY_REFUSALS, nationalGateway } from '../dialects/national-gateway.ts';
import { outcomeWord } from '../dialects/outcome-word.ts';
import { GB, results } from '../dialects/results.ts';
import { signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';
import { jsonIn } from '../json-in.ts';

const SECRET = {
  rid: 'huren-sandbox-caller',
  appKey: 'state-council-sandbox-app-key',
  accessKey: 'huren-sandbox-access',
  accessSecret: 'state-council-sandbox-access-secret',
};
const CODES = { negative: '01', positive: '02', inconclusive: '03' };

const failure = (code: string, msg: string) => json({ code, msg, biz_data: null });

export const createStateCouncil = describe(() => {
  const gateway = nationalGateway(SECRET, ['s_gwy_nat']);
  const ministry = signature({
    fixed: { access_key: SECRET.accessKey, format: 'json', version: '1.0' },
    time: { name: 'timestamp', form: 'yyyyMMddHHmmss' },
    skewMinutes: 10,
    nonce: 'request_id',
    sign: { name: 'sign', expected: (form) => mac(SECRET.accessSecret, sorted(form, 'sign'), 'hex') },
  });

  return {
    id: 'state-council',
    host: 'gateway.state-council.example',
    requestsPerSecond: 30,
    medianMs: 300,
    secret: SECRET,
    wrong: 'business-error',
    refusals: {
      ...GATEWAY_REFUSALS,
      incomplete: failure('0', '参数错误'),
      broken: failure('0', '系统异常'),
    },
    doors: [
      gateway.door,
      {
        path: '/gateway/httpproxy',
        reads: 'form',
        refuse: gateway.refuse,
        answer: (received) => (ministry(received) ? failure('2', '签名错误') : tests(received)),
      },
    ],
  };
});

const tests = results({
  source: 'state-council',
  documents: GB,
  from: 'receipt',
  question({ fields }) {
    const { xm, zjlx, zjhm } = printed(jsonIn(fields.biz_content));
    return { name: xm, type: zjlx, number: zjhm };
  },
  write: (held, { call }) => {
    const lately = held.filter(({ sampledAt }) => sampledAt === undefined || call.at - sampledAt < 7 * DAY_MS);
    return json({ code: '1', msg: 'success', biz_data: { result: lately.map(row) } });
  },
});

const row = (test: HeldTest) => ({
  xm: test.name,
  zjhm: test.number,
  hsjg: outcomeWord(test, CODES) ?? '04',
  cysj: spacedTime(test.sampledAt),
  bgsj: spacedTime(test.reportedAt),
  jcjg: test.institution,
  cyd: test.samplingPoint,
  hcrs: String(test.poolSize),
});
