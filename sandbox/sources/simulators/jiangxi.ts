/** 赣通码: rotating secrets in Zhejiang's manner with other names: a quarter of an hour, renewed by one of 48 hours. */
import { HOUR_MS } from '../../../core/index.ts';
import { json } from '../answers.ts';
import { slashTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import type { Door, Received } from '../dialects/description.ts';
import { upperHex } from '../dialects/digests.ts';
import { IssuedSecret } from '../dialects/issued-secret.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { results, UNTYPED } from '../dialects/results.ts';
import { signature } from '../dialects/signature.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { clientId: 'A360huren', clientSecret: 'jiangxi-sandbox-client-secret' };

const failure = (code: string, message: string) => json({ code, message, data: null });

export const createJiangxi = describe(() => {
  const request = new IssuedSecret(HOUR_MS / 4);
  const refresh = new IssuedSecret(48 * HOUR_MS);

  const signedWith = (keys: (received: Received) => string[]) =>
    signature({
      fixed: { clientId: SECRET.clientId },
      time: { name: 'reqTime', form: 'epoch-ms' },
      skewMinutes: 10,
      sign: {
        name: 'signature',
        expected: ({ reqTime = '' }, received) =>
          keys(received).map((key) => upperHex('md5', SECRET.clientId + key + reqTime)),
      },
    });

  const renewal = (path: string, keys: (received: Received) => string[]): Door => ({
    path,
    reads: 'form',
    aboutNobody: true,
    refuse: signedWith(keys),
    answer({ call }) {
      const [req, ref] = [request.issue(call.at), refresh.issue(call.at)];
      const data = {
        reqSecret: req.text,
        reqSecretExpire: String(req.endsAt),
        refSecret: ref.text,
        refSecretExpire: String(ref.endsAt),
      };
      return json({ code: '200', message: '', data });
    },
  });

  return {
    id: 'jiangxi',
    host: 'gateway.jiangxi.example',
    requestsPerSecond: 10,
    medianMs: 400,
    secret: SECRET,
    wrong: 'forgets-secrets',
    refusals: {
      unsigned: failure('403', '签名错误或密钥已失效'),
      incomplete: failure('500', '参数错误'),
      'over-quota': failure('429', '请求过于频繁'),
      broken: failure('500', '系统异常'),
    },
    doors: [
      renewal('/auth/secretByKey', () => [SECRET.clientSecret]),
      renewal('/auth/secretByRefresh', ({ call }) => refresh.goodAt(call.at)),
      {
        path: '/share/nat/query',
        reads: 'form',
        refuse: signedWith(({ call }) => request.goodAt(call.at)),
        answer: results({
          source: 'jiangxi',
          documents: UNTYPED,
          from: 'sampling',
          question: ({ fields }) => ({ name: fields.name, number: fields.idcard }),
          write: (tests) => json({ code: '200', message: '', data: tests.map(row) }),
        }),
      },
    ],
  };
});

const row = (test: HeldTest) => ({
  name: test.name,
  idcard: test.number,
  jg: outcomeWord(test, WORDS) ?? '检测中',
  cysj: slashTime(test.sampledAt),
  bgsj: slashTime(test.reportedAt),
  jcjg: test.institution,
  hcbs: String(test.poolSize),
});
