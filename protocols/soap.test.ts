/** The laboratory's SOAP: GBK both ways, Base64 in, XML as text out. */
import iconv from 'iconv-lite';
import { afterEach, expect, test } from 'vitest';
import { askSource, checkIdentity } from './index.ts';
import { type Asked, type LoopbackSource, type Reply, startLoopbackSource } from './testing/loopback-source.ts';
import { meansAt, sourceFile, ZHANG_SAN } from './testing/means.ts';

const SECRET = { username: 'huren', password: 'pass<&>word' };
const SOURCE = sourceFile('hexin-lab');

let server: LoopbackSource;
afterEach(() => server.stop());

const REPORT =
  '<report><reportNo>HX2207310009</reportNo><tubeCode>T0042</tubeCode><patientName>张三</patientName><cardType>01</cardType>' +
  '<cardNo>110101199003071233</cardNo><sampleTime>20220731080000</sampleTime><testTime>20220731120000</testTime>' +
  '<reportTime>20220731130000</reportTime><result>阴性(-)</result><pool>1</pool><samplingPoint>和信采样点</samplingPoint></report>';
const response = (reports: string, code = '0') =>
  `<response><code>${code}</code><message/><reports>${reports}</reports></response>`;
const cdata = (xml: string) => `<![CDATA[${xml}]]>`;
const escaped = (xml: string) => xml.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const envelope = (inner: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>` +
  `<ns1:queryReportsResponse xmlns:ns1="urn:x"><queryReportsReturn>${inner}</queryReportsReturn></ns1:queryReportsResponse></soap:Body></soap:Envelope>`;

async function serve(answer: string | Reply | ((asked: Asked) => Reply)): Promise<void> {
  server = await startLoopbackSource((asked) => {
    if (typeof answer === 'function') return answer(asked);
    return typeof answer === 'string' ? { body: iconv.encode(answer, 'gbk') } : answer;
  });
}

const ask = (question = ZHANG_SAN) => askSource(SOURCE, meansAt(server.origin, SECRET), question);

const RESULT = {
  outcome: 'negative',
  sampleCollectedAt: Date.parse('2022-07-31T08:00:00+08:00'),
  testedAt: Date.parse('2022-07-31T12:00:00+08:00'),
  reportIssuedAt: Date.parse('2022-07-31T13:00:00+08:00'),
  institution: '和信医学检验',
  samplingPoint: '和信采样点',
  poolSize: 1,
  specimen: 'T0042',
  reportNumber: 'HX2207310009',
};

test('the request is GBK, and its document Base64 of GBK XML', async () => {
  await serve(envelope(cdata(response(REPORT))));
  await ask();
  const { headers, body, path } = server.asked[0]!;
  expect(path).toBe('/services/NatReport');
  expect(headers.soapaction).toBe('"urn:queryReports"');
  expect(headers['content-type']).toBe('text/xml; charset=GBK');
  const xml = iconv.decode(body, 'gbk');
  expect(xml).toContain('<queryReports xmlns=');
  expect(xml).toContain('<username>huren</username><password>pass&lt;&amp;&gt;word</password>');
  const input = iconv.decode(Buffer.from(/<xmlInput>(.*)<\/xmlInput>/.exec(xml)![1]!, 'base64'), 'gbk');
  expect(input).toBe(
    '<request><patientName>张三</patientName><cardType>01</cardType><cardNo>110101199003071233</cardNo></request>',
  );
});

test('a name with a character that GBK lacks goes and comes as a reference', async () => {
  const name = '𠮷三';
  await serve(envelope(cdata(response(REPORT.replace('张三', '&#x20BB7;三')))));
  const { reply } = await ask({ ...ZHANG_SAN, name });
  expect(reply.kind).toBe('found');
  const input = /<xmlInput>(.*)<\/xmlInput>/.exec(iconv.decode(server.asked[0]!.body, 'gbk'))![1]!;
  expect(iconv.decode(Buffer.from(input, 'base64'), 'gbk')).toContain('<patientName>&#x20BB7;三</patientName>');
});

test.each([
  ['in CDATA', cdata],
  ['escaped', escaped],
])('one report or several are read, %s, whatever encoding the declaration claims', async (_how, wrap) => {
  await serve(envelope(wrap(response(REPORT))));
  const one = await ask();
  expect(one.reply.kind === 'found' && one.reply.results).toEqual([RESULT]);
  await server.stop();
  const pending = REPORT.replace('<result>阴性(-)</result>', '<result/>')
    .replace('20220731130000', '')
    .replace('0009', '0010')
    .replace('T0042', 'T0043');
  await serve(envelope(wrap(response(REPORT + pending))));
  const two = await ask();
  const { outcome: _outcome, reportIssuedAt: _reportIssuedAt, ...rest } = RESULT;
  expect(two.reply.kind === 'found' && two.reply.results).toEqual([
    RESULT,
    { ...rest, specimen: 'T0043', reportNumber: 'HX2207310010' },
  ]);
});

test.each<[string, string | Reply, object]>([
  ['no report', envelope(cdata(response(''))), { kind: 'none' }],
  ['a bad password', envelope(cdata(response('', '9'))), { reason: 'refused' }],
  ['too often', envelope(cdata(response('', '7'))), { reason: 'over-quota' }],
  ['its own failure', envelope(cdata(response('', '5'))), { reason: 'source-error' }],
  ['a code nobody listed', envelope(cdata(response('', '77'))), { reason: 'source-error' }],
  ['an empty answer', envelope(''), { reason: 'unreadable' }],
  ['an answer that is no XML', envelope('系统繁忙'), { reason: 'unreadable' }],
  ['HTML', '<html><body>维护</body></html>', { reason: 'unreadable' }],
  ['UTF-8 where GBK was due', { body: envelope(cdata(response(REPORT))) }, { reason: 'unreadable' }],
  ['a document type of its own', `<!DOCTYPE a [<!ENTITY b "c">]>${envelope('')}`, { reason: 'unreadable' }],
  [
    'a document type inside',
    envelope(cdata(`<!DOCTYPE a [<!ENTITY b "c">]>${response(REPORT)}`)),
    { reason: 'unreadable' },
  ],
  ['an error page', { status: 502, body: 'Bad Gateway' }, { reason: 'source-error' }],
  [
    'a fault',
    {
      status: 500,
      body: '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Server</faultcode></s:Fault></s:Body></s:Envelope>',
    },
    { reason: 'source-error' },
  ],
])('%s', async (_name, answer, expected) => {
  await serve(answer);
  expect((await ask()).reply).toMatchObject(expected);
});

test('the holder of a tube or report knows its number', async () => {
  await serve(envelope(cdata(response(REPORT))));
  const word = async (specimenNumber: string) =>
    (await checkIdentity(SOURCE, meansAt(server.origin, SECRET), 'holder', { ...ZHANG_SAN, specimenNumber })).word;
  expect(await word('HX2207310009')).toBe('yes');
  expect(await word('t0042')).toBe('yes');
  expect(await word('T0043')).toBe('no');
});

test('the number of a tube that ten people share proves nothing; that of the own report does', async () => {
  await serve(envelope(cdata(response(REPORT.replace('<pool>1</pool>', '<pool>10</pool>')))));
  const word = async (specimenNumber: string) =>
    (await checkIdentity(SOURCE, meansAt(server.origin, SECRET), 'holder', { ...ZHANG_SAN, specimenNumber })).word;
  expect(await word('T0042')).toBe('no');
  expect(await word('HX2207310009')).toBe('yes');
});
