/** 湖南省居民健康卡: SOAP in UTF-8 whose every declaration says GBK; the answer stands in CDATA. */
import { spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import type { Received } from '../dialects/description.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { results, WS } from '../dialects/results.ts';
import { argumentsOf, readXml, soapAnswer, soapFault, writeXml } from '../dialects/soap.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { userId: 'huren', userKey: 'hunan-sandbox-user-key' };
const DECLARATION = '<?xml version="1.0" encoding="GBK"?>';

export const createHunan = describe(() => ({
  id: 'hunan',
  host: 'ws.hunan.example',
  requestsPerSecond: 10,
  medianMs: 500,
  secret: SECRET,
  speaks: 'xml',
  wrong: 'entities',
  refusals: {
    unsigned: reply('2', '用户标识或密钥错误'),
    incomplete: reply('0', '参数错误'),
    'over-quota': reply('3', '访问过于频繁'),
    broken: reply('0', '系统异常'),
  },
  doors: [{ path: '/jkk/services/NatQuery', reads: 'xml', answer }],
}));

function answer(received: Received) {
  const given = argumentsOf(received.call, { name: 'query', action: 'urn:jkk:query' });
  if (!given) return soapFault('no such operation');
  if (given.userId !== SECRET.userId || given.userKey !== SECRET.userKey) return 'unsigned';
  return tests({ ...received, fields: readXml(given.xml ?? '')?.req ?? {} });
}

const tests = results({
  source: 'hunan',
  documents: WS,
  from: 'sampling',
  question: ({ fields }) => ({ name: fields.xm, type: fields.zjlx, number: fields.zjhm }),
  write: (held) => reply('1', '', held.map(row)),
});

function reply(code: string, msg: string, item: object[] = []) {
  return soapAnswer({
    response: 'queryResponse',
    element: 'out',
    namespace: 'urn:jkk',
    document: DECLARATION + writeXml({ resp: { head: { code, msg }, list: item.length > 0 ? { item } : '' } }),
    as: 'cdata',
    declares: 'GBK',
  });
}

const row = (test: HeldTest) => ({
  xm: test.name,
  zjhm: test.number,
  jg: outcomeWord(test, WORDS) ?? '检测中',
  cysj: spacedTime(test.sampledAt) ?? '',
  bgsj: spacedTime(test.reportedAt) ?? '',
  jcjg: test.institution,
  cyd: test.samplingPoint,
});
