/** 山东健康通行码: a data gateway's four headers, rows counted from STARTNUM, at most ten at a time. */
import { json } from '../answers.ts';
import { spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { mac } from '../dialects/digests.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { rowsFrom } from '../dialects/pages.ts';
import { results, WS } from '../dialects/results.ts';
import { both, signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { clientId: 'huren-sandbox', secretKey: 'shandong-sandbox-secret-key' };

const failure = (status: string, message: string, http = 200) => json({ status, message, data: null }, http);

export const createShandong = describe(() => ({
  id: 'shandong',
  host: 'gateway.shandong.example',
  requestsPerSecond: 20,
  medianMs: 300,
  secret: SECRET,
  wrong: 'swapped-times',
  plays: ['endless-pages'],
  refusals: {
    unsigned: failure('401', 'signature error', 401),
    incomplete: failure('500', '参数错误'),
    'over-quota': failure('429', '超过频率'),
    broken: failure('500', '系统异常'),
  },
  doors: [
    {
      path: '/api/nat/list',
      refuse: both(
        signature({
          in: 'headers',
          fixed: { 'x-client-id': SECRET.clientId },
          time: { name: 'x-timestamp', form: 'epoch-ms' },
          skewMinutes: 10,
          nonce: 'x-nonce',
          sign: {
            name: 'x-signature',
            expected: ({ 'x-timestamp': at = '', 'x-nonce': nonce = '' }) =>
              mac(SECRET.secretKey, SECRET.clientId + at + nonce, 'base64'),
          },
        }),
        ({ fields }) =>
          /^\d{1,6}$/.test(fields.STARTNUM ?? '') && /^([1-9]|10)$/.test(fields.PAGENUM ?? '')
            ? undefined
            : 'incomplete',
      ),
      answer: results({
        source: 'shandong',
        documents: WS,
        from: 'receipt',
        question: ({ fields }) => ({ name: fields.XM, type: fields.ZJLX, number: fields.ZJHM }),
        write: (tests, { fields, call }) => {
          const page = rowsFrom(tests, Number(fields.STARTNUM), Number(fields.PAGENUM), call);
          return json({ status: '200', message: '', data: page.map(row) });
        },
      }),
    },
  ],
}));

const row = (test: HeldTest) => ({
  XM: test.name,
  ZJHM: test.number,
  JCJG: outcomeWord(test, WORDS) ?? '检测中',
  CYSJ: spacedTime(test.sampledAt),
  JCSJ: spacedTime(test.testedAt),
  BGSJ: spacedTime(test.reportedAt),
  JCJGMC: test.institution,
  CYDMC: test.samplingPoint,
  HCBS: String(test.poolSize),
});
