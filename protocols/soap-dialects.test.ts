/** SOAP as others speak it: documents as plain text and in CDATA, declarations that are wrong, fields in Base64 and hex, answers in Base64. */
import { afterEach, describe, expect, test } from 'vitest';
import { askSource } from './index.ts';
import type { SourceFile } from './source-file.ts';
import { type Asked, type LoopbackSource, type Reply, startLoopbackSource } from './testing/loopback-source.ts';
import { meansAt, sourceFile, ZHANG_SAN } from './testing/means.ts';

let server: LoopbackSource;
afterEach(() => server.stop());

async function serve(answer: (asked: Asked) => Reply): Promise<string> {
  server = await startLoopbackSource(answer);
  return server.origin;
}

const ask = (source: SourceFile, origin: string, secret: Record<string, string>, question = ZHANG_SAN) =>
  askSource(source, meansAt(origin, secret), question).then(({ reply }) => reply);

const envelope = (inner: string) =>
  `<?xml version="1.0" encoding="GBK"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${inner}</soap:Body></soap:Envelope>`;
const escaped = (xml: string) => xml.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const NUMBER = '110101199003071233';

describe('Hunan: the question as text, the answer in CDATA, declarations that name an encoding the bytes do not have', () => {
  const SOURCE = sourceFile('hunan');
  const SECRET = { userId: 'u-demo', userKey: 'k-demo' };
  const ITEM = `<item><xm>张三</xm><zjhm>${NUMBER}</zjhm><jg>阴性</jg><cysj>2022-07-31 08:00:00</cysj><bgsj/><jcjg>某检测所</jcjg></item>`;
  const answer = (rest: string) =>
    envelope(
      `<queryResponse><out><![CDATA[<?xml version="1.0" encoding="GBK"?><resp><head><code>1</code></head>${rest}</resp>]]></out></queryResponse>`,
    );

  test('is asked and read in UTF-8', async () => {
    const origin = await serve(({ body, headers }) => {
      const document = `<req><xm>张三</xm><zjlx>01</zjlx><zjhm>${NUMBER}</zjhm></req>`;
      const asked = body.toString().includes(`<xml>${escaped(document)}</xml>`);
      const fits = asked && headers.soapaction === '"urn:jkk:query"' && body.includes('<userKey>k-demo</userKey>');
      return { body: fits ? answer(`<list>${ITEM}</list>`) : answer('<list/>') };
    });
    expect(await ask(SOURCE, origin, SECRET)).toMatchObject({
      results: [{ outcome: 'negative', institution: '某检测所' }],
    });
    expect(await ask(SOURCE, origin, { ...SECRET, userKey: 'wrong' })).toMatchObject({ kind: 'none' });
  });

  test('a declaration of ours may say what theirs says', async () => {
    const origin = await serve(() => ({ body: answer('<list/>') }));
    await ask({ ...SOURCE, settings: { ...SOURCE.settings, declared: 'GBK' } }, origin, SECRET);
    expect(server.asked[0]!.body.toString()).toMatch(/^<\?xml version="1.0" encoding="GBK"\?>/);
    expect(server.asked[0]!.body.toString()).toContain('张三');
  });

  test.each([
    ['in the envelope', `<!DOCTYPE x [<!ENTITY a "阴性">]>${answer('<list/>').replace(/^<\?.*?\?>/, '')}`],
    ['in the document inside', answer('<list/>').replace('<resp>', '<!DOCTYPE resp [<!ENTITY a "阴性">]><resp>')],
  ])('entities of the sender’s own are refused %s', async (_name, body) => {
    const origin = await serve(() => ({ body }));
    expect(await ask(SOURCE, origin, SECRET)).toMatchObject({ kind: 'failed', reason: 'unreadable' });
  });

  test('a name cannot leave its element, however deep documents are nested', async () => {
    const origin = await serve(() => ({ body: answer('<list/>') }));
    await ask(SOURCE, origin, SECRET, { ...ZHANG_SAN, name: '</xm><xm>李四]]>&' });
    const { XMLParser } = await import('fast-xml-parser');
    const parser = new XMLParser({ removeNSPrefix: true, parseTagValue: false, htmlEntities: true });
    const inner = parser.parse(server.asked[0]!.body.toString()).Envelope.Body.query.xml;
    expect(parser.parse(inner).req).toMatchObject({ xm: '</xm><xm>李四]]>&', zjhm: NUMBER });
  });
});

describe('Qinghe hospital: fields in Base64, the result in hex', () => {
  const SOURCE = sourceFile('qinghe-hospital');
  const SECRET = { hospitalKey: 'h-demo' };
  const b64 = (text: string) => Buffer.from(text).toString('base64');
  const item = (name: string, result: string) =>
    `<Item><PatName>${b64(name)}</PatName><CardNo>${b64(NUMBER)}</CardNo><Result>${result}</Result><SampleTime>2022-07-31 08:00:00</SampleTime><TestTime/><ReportTime/><Unit>${b64('清禾医院')}</Unit><Site>${b64('门诊')}</Site><Pool>1</Pool><Barcode/><ReportNo>QH1</ReportNo></Item>`;
  const answer = (items: string, code = '1') =>
    envelope(
      `<GetNatReportsResponse><GetNatReportsResult>${escaped(`<Response><ResultCode>${code}</ResultCode><ResultMsg/><Items>${items}</Items></Response>`)}</GetNatReportsResult></GetNatReportsResponse>`,
    );

  test('are sent and read', async () => {
    const origin = await serve(({ body }) => {
      const own = `<hospitalKey>h-demo</hospitalKey><patName>${b64('张三')}</patName><cardType>01</cardType><cardNo>${b64(NUMBER)}</cardNo></GetNatReports>`;
      return {
        body: body.includes(own)
          ? answer(item('张三', 'e998b4e680a7') + item('张三', 'E998B3E680A7'))
          : answer('', '-1'),
      };
    });
    expect(await ask(SOURCE, origin, SECRET)).toMatchObject({
      results: [{ outcome: 'negative', institution: '清禾医院', samplingPoint: '门诊' }, { outcome: 'positive' }],
    });
    expect(await ask(SOURCE, origin, { hospitalKey: 'wrong' })).toMatchObject({ reason: 'refused' });
  });

  test.each([
    ['nothing held', answer(''), { kind: 'none' }],
    ['somebody else, in Base64', answer(item('李四', 'e998b4e680a7')), { reason: 'wrong-person' }],
    ['a result in clear text', answer(item('张三', '阴性')), { reason: 'unreadable' }],
    ['over quota', answer('', '-2'), { reason: 'over-quota' }],
  ])('%s', async (_name, body, expected) => {
    const origin = await serve(() => ({ body }));
    expect(await ask(SOURCE, origin, SECRET)).toMatchObject(expected);
  });

  test('an answer in Base64 is opened first', async () => {
    const source = { ...SOURCE, settings: { ...SOURCE.settings, output: 'base64' } };
    const inner = `<Response><ResultCode>1</ResultCode><Items>${item('张三', 'e998b4e680a7')}</Items></Response>`;
    const origin = await serve(() => ({
      body: envelope(
        `<GetNatReportsResponse><GetNatReportsResult>${b64(inner)}</GetNatReportsResult></GetNatReportsResponse>`,
      ),
    }));
    expect(await ask(source, origin, SECRET)).toMatchObject({ results: [{ outcome: 'negative' }] });
  });
});
