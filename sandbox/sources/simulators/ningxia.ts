/** 宁夏健康码: SOAP behind the national gateway; the question Base64 of an XML document, the answer escaped XML. */
import { compactTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import type { Received } from '../dialects/description.ts';
import { GATEWAY_REFUSALS, nationalGateway } from '../dialects/national-gateway.ts';
import { outcomeWord, WORDS } from '../dialects/outcome-word.ts';
import { results, WS } from '../dialects/results.ts';
import { argumentsOf, readXml, soapAnswer, soapFault, writeXml } from '../dialects/soap.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = {
  rid: 'huren-sandbox-caller',
  appKey: 'ningxia-sandbox-app-key',
  username: 'huren',
  password: 'ningxia-sandbox-password',
};
const NAMESPACE = 'urn:nx:hsjc';

export const createNingxia = describe(() => {
  const gateway = nationalGateway(SECRET, ['s_nx_hsjc']);
  return {
    id: 'ningxia',
    host: 'gateway.ningxia.example',
    requestsPerSecond: 5,
    medianMs: 500,
    secret: SECRET,
    speaks: 'xml',
    wrong: 'entities',
    refusals: {
      ...GATEWAY_REFUSALS,
      incomplete: reply('500', '参数错误'),
      broken: reply('500', '系统异常'),
    },
    doors: [gateway.door, { path: '/wsproxy', reads: 'xml', refuse: gateway.refuse, answer }],
  };
});

function answer(received: Received) {
  const given = argumentsOf(received.call, { name: 'getHsjc', action: 'urn:getHsjc' });
  if (!given) return soapFault('no such operation');
  if (given.username !== SECRET.username || given.password !== SECRET.password) return reply('401', '用户名或密码错误');
  const request = readXml(Buffer.from(given.xmlInput ?? '', 'base64').toString('utf8'))?.request;
  const { requestDate, requestOrgCode, requestOrgName } = request?.requestinfo ?? {};
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(requestDate) || !requestOrgCode || !requestOrgName) return 'incomplete';
  return tests({ ...received, fields: request.body?.data ?? {} });
}

const tests = results({
  source: 'ningxia',
  documents: WS,
  from: 'sampling',
  question: ({ fields }) => ({ name: fields.xm, type: fields.zjlx, number: fields.zjhm }),
  write: (held) => reply('200', '', held.map(row)),
});

function reply(code: string, message: string, data: object[] = []) {
  const document = writeXml({ response: { responseinfo: { code, message }, body: data.length > 0 ? { data } : '' } });
  return soapAnswer({ response: 'getHsjcResponse', element: 'return', namespace: NAMESPACE, document, as: 'escaped' });
}

const row = (test: HeldTest) => ({
  xm: test.name,
  zjhm: test.number,
  jg: outcomeWord(test, WORDS) ?? '检测中',
  cysj: compactTime(test.sampledAt) ?? '',
  bgsj: compactTime(test.reportedAt) ?? '',
  jgmc: test.institution,
  cyd: test.samplingPoint,
  hcbs: String(test.poolSize),
});
