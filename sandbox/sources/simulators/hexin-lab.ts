/**
 * 和信医学检验, an invented laboratory: SOAP 1.1 in GBK. The question is Base64 of an XML document, the answer XML as text
 * inside XML, once in CDATA and once escaped. It shows only its own tests, from sampling on. Five requests a second.
 */
import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import iconv from 'iconv-lite';
import { compactTime } from '../beijing-time.ts';
import { outcomeWord } from '../dialects/outcome-word.ts';
import { WS } from '../dialects/results.ts';
import type { HeldTest } from '../holdings.ts';
import type { Answer } from '../loopback.ts';
import { sameText } from '../same-text.ts';
import type { Call, CreateSimulator } from '../simulator.ts';

const USERNAME = 'huren';
const PASSWORD = 'hexin-sandbox-password';
const PATH = '/services/NatReport';
const RESULT_WORDS = { negative: '阴性(-)', positive: '阳性(+)', inconclusive: '待复检' } as const;

const parser = new XMLParser({ parseTagValue: false, removeNSPrefix: true, ignoreAttributes: true });
const builder = new XMLBuilder({});

export const createHexinLab: CreateSimulator = (holdings) => {
  function answer(call: Call): Answer {
    if (call.method !== 'POST' || call.path !== PATH) return { status: 404, type: 'text/html', body: 'Not Found' };
    if (call.headers.soapaction?.toString().replaceAll('"', '') !== 'urn:queryReports') {
      return fault('soapenv:Client', 'no operation for this SOAPAction');
    }
    const query = readXml(decode(call.body))?.Envelope?.Body?.queryReports;
    if (!query) return fault('soapenv:Client', 'queryReports missing');
    if (query.username !== USERNAME || !sameText(query.password, PASSWORD)) return reply('9', '用户名或密码错误');
    const request = readXml(decode(Buffer.from(query.xmlInput ?? '', 'base64')))?.request;
    if (!request?.patientName || !request.cardType || !request.cardNo) return reply('5', '请求参数不完整');
    const held = holdings
      .lookup('hexin-lab', { name: request.patientName, number: request.cardNo }, call.at)
      .filter((test) => WS[test.documentType] === request.cardType);
    return reply('0', '', held.map(report));
  }

  return {
    id: 'hexin-lab',
    host: 'reports.hexin-lab.example',
    requestsPerSecond: 5,
    medianMs: 350,
    secret: { username: USERNAME, password: PASSWORD },
    speaks: 'xml',
    wrong: 'utf8-as-gbk',
    asks: () => true,
    answer,
    overQuota: () => reply('7', '访问过于频繁'),
    businessError: () => reply('8', '系统异常'),
  };
};

function report(test: HeldTest): Record<string, string> {
  const out = test.outcome !== undefined;
  return {
    reportNo: out ? test.reportNumber : '',
    tubeCode: test.specimenNumber,
    patientName: test.name,
    cardType: WS[test.documentType],
    cardNo: test.number,
    sampleTime: compactTime(test.sampledAt) ?? '',
    testTime: compactTime(test.testedAt) ?? '',
    reportTime: compactTime(test.reportedAt) ?? '',
    result: outcomeWord(test, RESULT_WORDS) ?? '',
    pool: String(test.poolSize),
    samplingPoint: test.samplingPoint,
  };
}

/** With reports the inner document stands in CDATA, without it is escaped: both are the same text. */
function reply(code: string, message: string, reports: Record<string, string>[] = []): Answer {
  const inner: string = builder.build({ response: { code, message, reports: { report: reports } } });
  const text = reports.length > 0 ? `<![CDATA[${inner}]]>` : escapeXml(inner);
  return envelope(
    `<ns1:queryReportsResponse xmlns:ns1="urn:NatReport"><queryReportsReturn>${text}</queryReportsReturn></ns1:queryReportsResponse>`,
  );
}

/** SOAP 1.1 §6.2: a Fault comes with HTTP 500. */
function fault(code: string, message: string): Answer {
  const body = `<soapenv:Fault><faultcode>${code}</faultcode><faultstring>${message}</faultstring></soapenv:Fault>`;
  return { ...envelope(body), status: 500 };
}

function envelope(body: string): Answer {
  const xml = `<?xml version="1.0" encoding="GBK"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
  return { status: 200, type: 'text/xml; charset=GBK', body: iconv.encode(xml, 'gbk') };
}

const decode = (bytes: Uint8Array) => new TextDecoder('gbk').decode(bytes);

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeXml = (text: string) => text.replace(/[&<>]/g, (character) => ENTITIES[character]!);

interface Incoming {
  Envelope?: { Body?: { queryReports?: { username?: string; password?: string; xmlInput?: string } } };
  request?: { patientName?: string; cardType?: string; cardNo?: string };
}

function readXml(text: string): Incoming | undefined {
  return XMLValidator.validate(text) === true ? parser.parse(text) : undefined;
}
