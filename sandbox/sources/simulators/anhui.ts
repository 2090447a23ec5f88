/**
 * 安康码: a form signed with SHA-256 over its sorted fields and the secret (facts D11 and the health-code vendor's style).
 * Names and numbers are hashes, the masked ones sit in `isDelete` and `isValid`, and a test done outside the province has
 * no sampling time.
 */
import { json } from '../answers.ts';
import { spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { hex, sorted, upperHex } from '../dialects/digests.ts';
import { maskAllButLast, maskNumber } from '../dialects/masking.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { ID_ONLY, results } from '../dialects/results.ts';
import { signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { appId: 'huren-sandbox', secretKey: 'anhui-sandbox-secret-key' };

const failure = (code: string, msg: string) => json({ code, msg, data: null });

export const createAnhui = describe(() => ({
  id: 'anhui',
  host: 'api.anhui.example',
  requestsPerSecond: 20,
  medianMs: 400,
  secret: SECRET,
  wrong: 'wrong-person',
  refusals: {
    unsigned: failure('1001', '签名错误'),
    incomplete: failure('1003', '参数xm、sfzh不能为空'),
    'over-quota': failure('1002', '接口调用超限'),
    broken: failure('9999', '系统异常'),
  },
  doors: [
    {
      path: '/ahjkm/hs/query',
      reads: 'form',
      refuse: signature({
        fixed: { appId: SECRET.appId },
        time: { name: 'timestamp', form: 'epoch-ms' },
        skewMinutes: 10,
        sign: {
          name: 'sign',
          expected: (form) => upperHex('sha256', sorted({ ...form, secretKey: SECRET.secretKey }, 'sign')),
        },
      }),
      answer: results({
        source: 'anhui',
        documents: ID_ONLY,
        from: 'report',
        question: ({ fields }) => ({ name: fields.xm, number: fields.sfzh }),
        write(tests) {
          const data = tests.length > 0 ? { hsFlag: true, hsList: tests.map(row) } : { hsFlag: false, hsList: null };
          return json({ code: '0', msg: '成功', data });
        },
      }),
    },
  ],
}));

function row(test: HeldTest) {
  const inProvince = test.jurisdiction.startsWith('34');
  return {
    id: hex('md5', test.specimenNumber),
    name: hex('md5', test.name),
    idCardNo: hex('md5', test.number),
    isDelete: maskAllButLast(test.name),
    isValid: maskNumber(test.number, 4, 4),
    hsjcjg: outcomeWord(test, WORDS),
    hsjcsj: spacedTime(test.testedAt),
    hscjsj: inProvince ? spacedTime(test.sampledAt) : null,
    hsjcjgmc: test.institution,
    hscjjgmc: inProvince ? test.samplingPoint : null,
    dataSource: '1',
    sourceSys: inProvince ? 'ahhs' : 'gjpt',
    createTime: spacedTime(test.reportedAt),
  };
}
