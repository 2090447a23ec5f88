/** 清禾医院, an invented hospital: SOAP with some fields in Base64 and the result in hex, each of UTF-8; its own tests only. */
import { spacedTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import type { Received } from '../dialects/description.ts';
import { outcomeWord } from '../dialects/outcome-word.ts';
import { results, WS } from '../dialects/results.ts';
import { argumentsOf, soapAnswer, soapFault, writeXml } from '../dialects/soap.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = { hospitalKey: 'qinghe-sandbox-hospital-key' };
const OUTCOMES = { negative: '阴性', positive: '阳性', inconclusive: '待复查' };

export const createQingheHospital = describe(() => ({
  id: 'qinghe-hospital',
  host: 'lis.qinghe.example',
  requestsPerSecond: 2,
  maintenance: { from: '02:00', to: '03:00' },
  medianMs: 500,
  secret: SECRET,
  speaks: 'xml',
  wrong: 'cut-off',
  refusals: {
    unsigned: reply('-1', '密钥错误'),
    incomplete: reply('-9', '参数错误'),
    'over-quota': reply('-2', '访问过于频繁'),
    broken: reply('-9', '系统异常'),
  },
  doors: [{ path: '/lis/NatReports.asmx', reads: 'xml', answer }],
}));

function answer(received: Received) {
  const given = argumentsOf(received.call, { name: 'GetNatReports', action: 'urn:qinghe:GetNatReports' });
  if (!given) return soapFault('no such operation');
  if (given.hospitalKey !== SECRET.hospitalKey) return 'unsigned';
  return tests({ ...received, fields: given });
}

const tests = results({
  source: 'qinghe-hospital',
  documents: WS,
  from: 'sampling',
  question: ({ fields: { patName, cardType, cardNo } }) => ({
    name: fromBase64(patName),
    type: cardType,
    number: fromBase64(cardNo),
  }),
  write: (held) => reply('1', '', held.map(item)),
});

function reply(ResultCode: string, ResultMsg: string, Item: object[] = []) {
  return soapAnswer({
    response: 'GetNatReportsResponse',
    element: 'GetNatReportsResult',
    namespace: 'urn:qinghe',
    document: writeXml({ Response: { ResultCode, ResultMsg, Items: Item.length > 0 ? { Item } : '' } }),
    as: 'escaped',
  });
}

function item(test: HeldTest, at: number) {
  const result = Buffer.from(outcomeWord(test, OUTCOMES) ?? '').toString('hex');
  return {
    PatName: inBase64(test.name),
    CardNo: inBase64(test.number),
    // Two analysers, and each writes hex in its own case.
    Result: at % 2 === 0 ? result : result.toUpperCase(),
    SampleTime: spacedTime(test.sampledAt) ?? '',
    TestTime: spacedTime(test.testedAt) ?? '',
    ReportTime: spacedTime(test.reportedAt) ?? '',
    Unit: inBase64(test.institution),
    Site: inBase64(test.samplingPoint),
    Pool: String(test.poolSize),
    Barcode: test.specimenNumber,
    ReportNo: test.outcome === undefined ? '' : test.reportNumber,
  };
}

const inBase64 = (text: string) => Buffer.from(text).toString('base64');
const fromBase64 = (text = '') => Buffer.from(text, 'base64').toString('utf8');
