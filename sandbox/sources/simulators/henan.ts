/** 河南健康码: three headers under SHA-256; the latest sampling only, by number, without a name in the answer. */
import { DAY_MS, HOUR_MS, instantOf } from '../../../core/index.ts';
import { json } from '../answers.ts';
import { spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { hex } from '../dialects/digests.ts';
import { outcomeWord } from '../dialects/outcome-word.ts';
import { ID_ONLY, results } from '../dialects/results.ts';
import { signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';
import type { Call } from '../simulator.ts';

const SECRET = { appId: 'huren-sandbox', appSecret: 'henan-sandbox-app-secret' };
/** Of what awaits a retest it says something that no list explains. */
const WORDS = { negative: '阴性', positive: '阳性', inconclusive: '待定' };
const NOTHING_ELSE = { params: null, errorMessage: null, errorCode: null, requestId: null };

const failure = (errorCode: string, errorMessage: string) =>
  json({ success: false, params: null, errorMessage, errorCode, requestId: null, obj: null });

export const createHenan = describe(() => {
  let answered = 0;
  return {
    id: 'henan',
    host: 'api.henan.example',
    requestsPerSecond: 15,
    medianMs: 400,
    secret: SECRET,
    wrong: 'literal-null',
    refusals: {
      unsigned: failure('A0301', '访问未授权'),
      incomplete: failure('B0001', '请求参数错误'),
      'over-quota': failure('A0501', '请求次数超出限制'),
      broken: failure('B0001', '系统执行出错'),
    },
    doors: [
      {
        path: '/nucleicapi/acid/findByIdCard',
        refuse: signature({
          in: 'headers',
          fixed: { appid: SECRET.appId },
          time: { name: 'timestamp', form: 'epoch-ms' },
          skewMinutes: 5,
          sign: {
            name: 'sign',
            expected: ({ timestamp = '' }) => hex('sha256', SECRET.appId + timestamp + SECRET.appSecret),
          },
        }),
        answer: results({
          source: 'henan',
          documents: ID_ONLY,
          from: 'report',
          question: ({ fields }) => ({ name: fields.name, number: fields.idCard }),
          write([newest], { call }) {
            // Two programs answer here, and they do not spell alike.
            answered += 1;
            const now = answered % 2 === 0 ? 'sysTimeStamp' : 'sysTimestamp';
            const nucleicInfo = newest ? { ...row(newest, call), [now]: call.at } : null;
            return json({ success: true, ...NOTHING_ELSE, obj: { nucleicInfo, vaccineInfo: null, expireFlag: false } });
          },
        }),
      },
    ],
  };
});

function row(test: HeldTest, { at }: Call) {
  const hours = test.sampledAt === undefined ? 0 : Math.floor((at - test.sampledAt) / HOUR_MS);
  const expires = test.sampledAt === undefined ? undefined : instantOf(test.sampledAt + 3 * DAY_MS);
  return {
    idCard: test.number,
    acidResult: outcomeWord(test, WORDS),
    samplingTime: spacedTime(test.sampledAt),
    sampleTimestamp: test.sampledAt ?? null,
    expireTime: spacedTime(expires),
    expireTimeStamp: expires ?? null,
    expireHour: String(72 - hours),
    source: '0',
    timeDesc: `${Math.ceil((hours + 1) / 24) * 24}小时`,
  };
}
