/** Clients of the sources that seal their bodies, or speak XML or FHIR. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import { sm2 } from 'sm-crypto-v2';
import { type Client, GB, hash, inOrder, json, post, postForm, seconds, type Told, WS, wall } from './client.ts';
import { throughGateway } from './in-steps.ts';

const parser = new XMLParser({ parseTagValue: false, removeNSPrefix: true });
const base64 = (text: string) => Buffer.from(text).toString('base64');
const fromBase64 = (text: string) => Buffer.from(text, 'base64').toString();

const envelope = (operation: string, namespace: string, parts: Record<string, string>) => {
  const inner = Object.entries(parts).map(([name, text]) => `<${name}>${text.replace(/</g, '&lt;')}</${name}>`);
  return `<?xml version="1.0"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><q:${operation} xmlns:q="${namespace}">${inner.join('')}</q:${operation}></e:Body></e:Envelope>`;
};
const soap = (action: string, body: string, headers: Record<string, string> = {}) => ({
  headers: { 'content-type': 'text/xml; charset=UTF-8', soapaction: `"${action}"`, ...headers },
  body,
});
/** The inner document of an answer, and one or many as many. */
export const inner = (text: string, operation: string, element: string) =>
  parser.parse(parser.parse(text).Envelope.Body[`${operation}Response`][element]);
const many = (value: unknown) => (value === undefined ? [] : [value].flat()) as never[];

function cipher(name: string, key: Buffer, iv: Buffer | null, text: string) {
  const made = createCipheriv(name, key, iv);
  return Buffer.concat([made.update(text, 'utf8'), made.final()]).toString('hex');
}
export function plain(name: string, key: Buffer, iv: Buffer | null, hex: string): string {
  const made = createDecipheriv(name, key, iv);
  return made.update(hex, 'hex', 'utf8') + made.final('utf8');
}

/** The SM4 key of Tianjin's envelope. */
export const tianjinKey = ({ appCode, appSecret }: Record<string, string>) =>
  Buffer.from(
    cipher('sm4-ecb', Buffer.from(appCode!.slice(0, 16)), null, appSecret!)
      .toUpperCase()
      .slice(0, 16),
  );

/** Whether its answer is signed with its own key over the list that is in it. */
export function isSignedByTianjin(text: string, secret: Record<string, string>): boolean {
  const { data, signData, ...outer } = JSON.parse(text).data;
  const { list } = JSON.parse(plain('sm4-ecb', tianjinKey(secret), null, data.encData));
  const rows = list.map((row: Record<string, unknown>) =>
    Object.fromEntries(
      Object.keys(row)
        .sort()
        .map((name) => [name, typeof row[name] === 'number' ? String(row[name]) : row[name]]),
    ),
  );
  const signed = `${inOrder({ ...outer, data: JSON.stringify({ list: rows }) })}&key=${secret.appSecret}`;
  const hex = Buffer.from(signData, 'base64').toString('hex');
  return sm2.doVerifySignature(signed, hex, secret.publicKey!, { hash: true });
}

/** Key and iv that the last question to Shenzhen was sealed with. */
const sent: { key: Buffer; iv: Buffer } = { key: randomBytes(16), iv: randomBytes(16) };

export const SEALED_OR_MARKED_UP = {
  tianjin: {
    codes: WS,
    key: 'appSecret',
    skewMinutes: 5,
    hasNonce: true,
    ask(send, { name, number, type, now, nonce, secret }: Told) {
      const at = seconds(now);
      const content = { certNo: number, certType: type, name };
      const ascii = JSON.stringify(content).replace(
        /[^\0-\x7f]/g,
        (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
      const encData = cipher('sm4-ecb', tianjinKey(secret), null, ascii).toUpperCase();
      const outer = { appCode: secret.appCode!, encType: 'SM4', signType: 'SM2', timestamp: at, version: '1.0.0' };
      const text = `${inOrder({ ...outer, data: JSON.stringify(content) })}&key=${secret.appSecret}`;
      const signData = Buffer.from(sm2.doSignature(text, secret.privateKey!, { hash: true }), 'hex').toString('base64');
      const headers = {
        'x-tif-paasid': secret.paasId!,
        'x-tif-timestamp': at,
        'x-tif-nonce': nonce,
        'x-tif-signature': hash('sha256', at + secret.token + nonce + at),
      };
      return send('/ebus/tj/nat', post(headers, { data: { data: { encData }, ...outer, signData } }));
    },
    rows(text) {
      const secret = { appCode: 'tianjin-sandbox-app-code', appSecret: 'tianjin-sandbox-app-secret' };
      const { encData } = JSON.parse(text).data.data;
      return JSON.parse(plain('sm4-ecb', tianjinKey(secret), null, encData)).list;
    },
    // Under another key nothing of the question can be read.
    refused: { success: false, code: 50000 },
  },
  shenzhen: {
    codes: GB,
    key: 'secret',
    skewMinutes: 5,
    hasNonce: true,
    ask(send, { name, number, type, now, nonce, secret }: Told) {
      const at = seconds(now);
      Object.assign(sent, { key: randomBytes(16), iv: randomBytes(16) });
      const question = JSON.stringify({ name, certType: type, certNo: number });
      const body = {
        timestamp: at,
        nonce,
        sign: hash('sm3', at + nonce + at),
        key: sm2.doEncrypt(sent.key.toString('hex') + sent.iv.toString('hex'), secret.publicKey!, 1),
        data: cipher('sm4-cbc', sent.key, sent.iv, question),
      };
      const signature = hash('sha256', at + secret.appKey + nonce + secret.secret + at);
      return send('/szjkm/open/nat', post({ appkey: secret.appKey!, timestamp: at, nonce, signature }, body));
    },
    rows: (text) => JSON.parse(plain('sm4-cbc', sent.key, sent.iv, JSON.parse(text).data)).list,
    refused: { code: 401 },
  },
  ningxia: {
    codes: WS,
    key: 'password',
    async ask(send, told: Told) {
      const { name, number, type, now, secret } = told;
      const info = `<requestDate>${wall(now)}</requestDate><requestOrgCode>huren</requestOrgCode><requestOrgName>互认</requestOrgName>`;
      const data = `<xm>${name}</xm><zjlx>${type}</zjlx><zjhm>${number}</zjhm>`;
      const xml = `<request><requestinfo>${info}</requestinfo><body><data>${data}</data></body></request>`;
      const parts = { username: secret.username!, password: secret.password!, xmlInput: base64(xml) };
      const body = envelope('getHsjc', 'urn:nx:hsjc', parts);
      return send('/wsproxy', soap('urn:getHsjc', body, await throughGateway(send, told, 's_nx_hsjc')));
    },
    rows: (text) => many(inner(text, 'getHsjc', 'return').response.body?.data),
    refused: '&lt;code&gt;401&lt;/code&gt;',
  },
  hunan: {
    codes: WS,
    key: 'userKey',
    ask(send, { name, number, type, secret }: Told) {
      const xml = `<req><xm>${name}</xm><zjlx>${type}</zjlx><zjhm>${number}</zjhm></req>`;
      const parts = { userId: secret.userId!, userKey: secret.userKey!, xml };
      return send('/jkk/services/NatQuery', soap('urn:jkk:query', envelope('query', 'urn:jkk', parts)));
    },
    rows: (text) => many(inner(text, 'query', 'out').resp.list?.item),
    refused: '<code>2</code>',
  },
  'qinghe-hospital': {
    codes: WS,
    key: 'hospitalKey',
    ask(send, { name, number, type, secret }: Told) {
      const parts = {
        hospitalKey: secret.hospitalKey!,
        patName: base64(name),
        cardType: type,
        cardNo: base64(number),
      };
      const body = envelope('GetNatReports', 'urn:qinghe', parts);
      return send('/lis/NatReports.asmx', soap('urn:qinghe:GetNatReports', body));
    },
    rows: (text) =>
      many(inner(text, 'GetNatReports', 'GetNatReportsResult').Response.Items?.Item).map(
        (item: Record<string, string>) => ({
          ...item,
          PatName: fromBase64(item.PatName!),
          CardNo: fromBase64(item.CardNo!),
          Unit: fromBase64(item.Unit!),
          Site: fromBase64(item.Site!),
          Result: Buffer.from(item.Result!, 'hex').toString(),
        }),
      ),
    refused: '&lt;ResultCode&gt;-1&lt;/ResultCode&gt;',
  },
  'mingze-gene': {
    codes: {
      'resident-id': 'urn:oid:2.16.156.10011.1.3',
      passport: 'urn:mingze:passport',
    },
    key: 'accessToken',
    ask(send, { number, type, secret }: Told) {
      const { headers, body } = postForm({
        'patient.identifier': `${type}|${number}`,
        code: 'http://loinc.org|94500-6',
        _sort: '-issued',
        _count: '10',
      });
      const includes = ['subject', 'result', 'specimen'].map((each) => `&_include=DiagnosticReport:${each}`).join('');
      const bearer = { ...headers, authorization: `Bearer ${secret.accessToken}` };
      return send('/fhir/r4/DiagnosticReport/_search', { headers: bearer, body: body + includes });
    },
    rows: (text) => json('entry')(text).filter(({ search }: { search: { mode: string } }) => search.mode === 'match'),
    refused: { resourceType: 'OperationOutcome' },
  },
} satisfies Record<string, Client>;
