/** 杭州健康码: JSON under HMAC over its sorted members; a colour and vaccinations come along, whom it is about does not. */
import { json } from '../answers.ts';
import { spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { mac, sorted } from '../dialects/digests.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { results } from '../dialects/results.ts';
import { signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { appId: 'huren-sandbox', appSecret: 'hangzhou-sandbox-app-secret' };

const failure = (code: number, msg: string) => json({ code, msg, data: null });

export const createHangzhou = describe(() => ({
  id: 'hangzhou',
  host: 'api.hangzhou.example',
  requestsPerSecond: 15,
  medianMs: 300,
  secret: SECRET,
  wrong: 'deletion',
  refusals: {
    unsigned: failure(403, '签名错误'),
    incomplete: failure(500, '参数错误'),
    'over-quota': failure(429, '请求过于频繁'),
    broken: failure(500, '系统异常'),
  },
  doors: [
    {
      path: '/csm/person/health',
      refuse: signature({
        fixed: { appId: SECRET.appId },
        time: { name: 'timestamp', form: 'epoch-ms' },
        skewMinutes: 10,
        sign: { name: 'sign', expected: (body) => mac(SECRET.appSecret, sorted(body, 'sign'), 'hex') },
      }),
      answer: results({
        source: 'hangzhou',
        documents: {
          'resident-id': 'IDENTITY_CARD',
          passport: 'PASSPORT',
          'hk-macao-permit': 'HK_MACAO_PERMIT',
          'taiwan-permit': 'TAIWAN_PERMIT',
        },
        from: 'report',
        question: ({ fields }) => ({ name: fields.name, type: fields.certType, number: fields.certNo }),
        write(tests) {
          const data = { healthcode: { mzt: '绿码' }, nucleicAcidV2: tests.map(row), vaccinationS: [] };
          return json({ code: 0, msg: 'ok', data });
        },
      }),
    },
  ],
}));

const row = (test: HeldTest) => ({
  report_on_time: spacedTime(test.reportedAt),
  institutions: test.institution,
  result: outcomeWord(test, WORDS),
});
