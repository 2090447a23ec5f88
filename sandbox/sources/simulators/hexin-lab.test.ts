/** The laboratory's SOAP interface, asked in GBK by a client of this test's own. */
import { XMLParser } from 'fast-xml-parser';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../../core/index.ts';
import { strangersTest } from '../stranger.ts';
import { type Foreign, personOf, type TriedOut, tryOut } from '../try-out.ts';
import { createHexinLab } from './hexin-lab.ts';

const parser = new XMLParser({ parseTagValue: false, removeNSPrefix: true });

let source: TriedOut;
beforeEach(async () => {
  source = await tryOut(createHexinLab);
});
afterEach(() => source.stop());

async function send(xml: string, soapAction = '"urn:queryReports"') {
  const response = await fetch(`${source.origin}/services/NatReport`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=GBK', soapaction: soapAction },
    body: new Uint8Array(iconv.encode(xml, 'gbk')),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    bytes,
    text: iconv.decode(bytes, 'gbk'),
  };
}

function question(name: string, cardNo: string, cardType: string, password = source.secret.password) {
  const request = `<request><patientName>${name}</patientName><cardType>${cardType}</cardType><cardNo>${cardNo}</cardNo></request>`;
  const input = iconv.encode(request, 'gbk').toString('base64');
  return `<?xml version="1.0" encoding="GBK"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><q:queryReports xmlns:q="urn:NatReport"><username>${source.secret.username}</username><password>${password}</password><xmlInput>${input}</xmlInput></q:queryReports></s:Body></s:Envelope>`;
}

function read(text: string): Foreign {
  const outer = parser.parse(text).Envelope.Body.queryReportsResponse.queryReportsReturn;
  return parser.parse(outer).response;
}

async function ask(id: string, cardType = '01', password?: string): Promise<Foreign> {
  const { name, number } = personOf(id);
  return read((await send(question(name, number, cardType, password))).text);
}

describe('reports', () => {
  it('come in GBK, with numbers of report and tube and compact times', async () => {
    const { name, number } = personOf('zhao-wenbin');
    const { status, type, bytes, text } = await send(question(name, number, '01'));
    expect(status).toBe(200);
    expect(type).toBe('text/xml; charset=GBK');
    // 阴性 in GBK; its UTF-8 bytes are nowhere.
    expect(bytes.includes(Buffer.from('d2f5d0d4', 'hex'))).toBe(true);
    expect(bytes.includes(Buffer.from('阴性', 'utf8'))).toBe(false);
    expect(text).toContain('<![CDATA[');
    expect(read(text)).toEqual({
      code: '0',
      message: '',
      reports: {
        report: {
          reportNo: expect.stringMatching(/^HXR22/),
          tubeCode: expect.stringMatching(/^HX22/),
          patientName: name,
          cardType: '01',
          cardNo: number,
          sampleTime: '20220730100000',
          testTime: '20220730150000',
          reportTime: '20220730162000',
          result: '阴性(-)',
          pool: '1',
          samplingPoint: '和信拱墅采样点',
        },
      },
    });
  });

  it('leave result, report number and times open while the sample is in the laboratory', async () => {
    source.clock.move(HOUR_MS);
    const { reports } = await ask('sun-yuzhen');
    expect(reports.report.map((report: Foreign) => report.result)).toEqual(['阴性(-)', '待复检', '']);
    expect(reports.report[2]).toMatchObject({
      reportNo: '',
      reportTime: '',
      testTime: '',
      sampleTime: '20220801080500',
    });
  });

  it('say 阳性(+) for a positive', async () => {
    await source.stop();
    source = await tryOut(createHexinLab, (_source, _asked, now) => [{ ...strangersTest(now), outcome: 'positive' }]);
    expect((await ask('ma-sulan')).reports.report).toMatchObject({ result: '阳性(+)' });
  });

  it('are found by passport, under its own kind only', async () => {
    expect((await ask('ana-martins', '03')).reports.report).toMatchObject({ cardNo: 'ZA0000017' });
    expect((await ask('ana-martins', '01')).reports).toBe('');
  });

  it('are an empty list, escaped instead of in CDATA, for who was never there', async () => {
    const { name, number } = personOf('ma-sulan');
    const { text } = await send(question(name, number, '01'));
    expect(text).toContain('&lt;response&gt;');
    expect(read(text)).toMatchObject({ code: '0', reports: '' });
  });

  it('survive characters that XML reserves', async () => {
    await source.stop();
    source = await tryOut(createHexinLab, (_source, _asked, now) => [
      { ...strangersTest(now), samplingPoint: 'A&B<1>' },
    ]);
    expect((await ask('ma-sulan')).reports.report.samplingPoint).toBe('A&B<1>');
  });
});

describe('refusals', () => {
  it('have code 9 for a wrong password and 5 for an incomplete question', async () => {
    expect(await ask('zhao-wenbin', '01', 'nonsense')).toMatchObject({ code: '9' });
    expect(read((await send(question('', '', '01'))).text)).toMatchObject({ code: '5' });
  });

  it.each([
    ['another SOAPAction', '<a/>', '"urn:other"'],
    ['no SOAP at all', '<a/>', undefined],
    ['no XML at all', 'hello', undefined],
  ])('are a Fault with HTTP 500 for %s', async (_what, xml, action) => {
    const { status, text } = await send(xml, action);
    expect(status).toBe(500);
    expect(parser.parse(text).Envelope.Body.Fault.faultcode).toBe('soapenv:Client');
  });
});

it('sends UTF-8 under the name of GBK when it is wrong', async () => {
  source.setFault('wrong');
  const { name, number } = personOf('zhao-wenbin');
  const { type, text } = await send(question(name, number, '01'));
  expect(type).toContain('GBK');
  expect(text).not.toContain('阴性');
});

it('allows five calls a second and answers the sixth with code 7', async () => {
  const codes = [];
  for (let call = 0; call < 6; call += 1) codes.push((await ask('ma-sulan')).code);
  expect(codes).toEqual(['0', '0', '0', '0', '0', '7']);
});
