/** Clients of the sources that are asked by one signed call. */
import {
  type Client,
  digits,
  GB,
  hash,
  hmac,
  inOrder,
  json,
  post,
  postForm,
  seconds,
  type Told,
  WS,
  wall,
} from './client.ts';

const tif = ({ secret, now, nonce }: Told) => {
  const at = seconds(now);
  const signature = hash('sha256', at + secret.token + nonce + at);
  return { 'x-tif-paasid': secret.paasId!, 'x-tif-timestamp': at, 'x-tif-nonce': nonce, 'x-tif-signature': signature };
};

const alibaba = ({ secret, now, nonce }: Told, type: string, path: string, md5: string) => {
  const signed = { 'x-ca-key': secret.appKey!, 'x-ca-nonce': nonce, 'x-ca-timestamp': String(now) };
  const lines = [
    'POST',
    'application/json',
    md5,
    type,
    '',
    ...Object.entries(signed).map(([k, v]) => `${k}:${v}`),
    path,
  ];
  return {
    ...signed,
    accept: 'application/json',
    'content-type': type,
    'x-ca-signature-headers': 'x-ca-key,x-ca-nonce,x-ca-timestamp',
    'x-ca-signature': hmac(secret.appSecret!, lines.join('\n'), 'base64'),
    ...(md5 ? { 'content-md5': md5 } : {}),
  };
};

export const SIGNED = {
  hebei: {
    key: 'secretKey',
    codes: WS,
    skewMinutes: 5,
    hasNonce: true,
    ask(send, { name, number, type, now, nonce, secret }) {
      const fields = { appId: secret.appId!, timestamp: String(now), nonce, xm: name, zjlx: type, zjhm: number };
      const sign = hash('sm3', inOrder({ ...fields, secretKey: secret.secretKey! })).toUpperCase();
      return send('/hbjkm/nat/list', postForm({ ...fields, sign }));
    },
    rows: json('data'),
    refused: { code: '1001' },
  },
  jilin: {
    key: 'secret',
    codes: GB,
    skewMinutes: 5,
    hasNonce: true,
    ask(send, { name, number, type, now, nonce, secret }) {
      const fields = {
        appKey: secret.appKey!,
        timestamp: seconds(now),
        nonceStr: nonce,
        name,
        idType: type,
        idNo: number,
      };
      return send(
        '/jxm/open/natQuery',
        post({}, { ...fields, sign: hash('sm3', `${inOrder(fields)}&key=${secret.secret}`) }),
      );
    },
    rows: json('data.natList'),
    refused: { success: false, code: 4010 },
  },
  shanxi: {
    key: 'appSecret',
    codes: WS,
    skewMinutes: 10,
    ask(send, { name, number, type, now, secret }) {
      const param = JSON.stringify({ name, certType: type, certNo: number });
      const fields = { appKey: secret.appKey!, method: 'sx.nat.query', param, timestamp: wall(now), v: '1.0' };
      const sign = hash('md5', inOrder(fields) + secret.appSecret).toUpperCase();
      return send('/router/rest', postForm({ ...fields, sign }));
    },
    rows: json('result.items'),
    refused: { code: '25' },
  },
  'inner-mongolia': {
    key: 'token',
    codes: GB,
    skewMinutes: 5,
    hasNonce: true,
    ask: (send, told) => send('/ebus/nmg/nat', post(tif(told), { xm: told.name, zjlx: told.type, zjhm: told.number })),
    rows: json('data.rows'),
    refused: { code: '4001' },
  },
  hubei: {
    key: 'token',
    codes: GB,
    skewMinutes: 5,
    hasNonce: true,
    ask: (send, told) =>
      send(
        '/ebus/hbjkm/results',
        post(
          { ...tif(told), 'x-tif-serviceId': 'hb-nat' },
          { name: told.name, certType: told.type, certNo: told.number },
        ),
      ),
    rows: json('data'),
    refused: { errcode: 401 },
  },
  heilongjiang: {
    key: 'appSecret',
    codes: WS,
    skewMinutes: 15,
    hasNonce: true,
    ask(send, told) {
      const { name, number, type } = told;
      const body = JSON.stringify({ xm: name, zjlx: type, zjhm: number });
      const md5 = Buffer.from(hash('md5', body), 'hex').toString('base64');
      const headers = alibaba(told, 'application/json; charset=utf-8', '/nat/result/query', md5);
      return send('/nat/result/query', { headers, body });
    },
    rows: json('data'),
    refused: 'Invalid Signature',
  },
  yunnan: {
    key: 'appSecret',
    skewMinutes: 15,
    hasNonce: true,
    ask(send, told) {
      const { name, number } = told;
      const type = 'application/x-www-form-urlencoded';
      const headers = alibaba(told, type, `/ynjkm/natList?idNumber=${number}&name=${name}`, '');
      return send('/ynjkm/natList', { headers, body: new URLSearchParams({ name, idNumber: number }).toString() });
    },
    rows: json('data'),
    refused: 'Invalid Signature',
  },
  fujian: {
    key: 'secretKey',
    codes: GB,
    skewMinutes: 10,
    ask(send, { name, number, type, now, secret }) {
      const fields = { appId: secret.appId!, timestamp: String(now), xm: name, zjlx: type, zjhm: number };
      const sign = hash('sha256', inOrder({ ...fields, secretKey: secret.secretKey! })).toUpperCase();
      return send('/bmm/nat/query', post({}, { ...fields, sign }));
    },
    rows: (text) => [json('data.natResult')(text)].flat(),
    refused: { code: 10001 },
  },
  shandong: {
    key: 'secretKey',
    codes: WS,
    skewMinutes: 10,
    hasNonce: true,
    ask(send, { name, number, type, now, nonce, secret }) {
      const signature = hmac(secret.secretKey!, `${secret.clientId}${now}${nonce}`, 'base64');
      const headers = {
        'X-Client-Id': secret.clientId!,
        'X-Timestamp': String(now),
        'X-Nonce': nonce,
        'X-Signature': signature,
      };
      return send('/api/nat/list', post(headers, { XM: name, ZJLX: type, ZJHM: number, STARTNUM: 0, PAGENUM: 10 }));
    },
    rows: json('data'),
    refused: { status: '401' },
  },
  henan: {
    key: 'appSecret',
    skewMinutes: 5,
    ask(send, { name, number, now, secret }) {
      const sign = hash('sha256', `${secret.appId}${now}${secret.appSecret}`);
      const headers = { appid: secret.appId!, timestamp: String(now), sign };
      return send('/nucleicapi/acid/findByIdCard', post(headers, { name, idCard: number }));
    },
    rows: (text) => [json('obj.nucleicInfo')(text)].flat(),
    refused: { success: false, errorCode: 'A0301' },
  },
  guangxi: {
    key: 'secret',
    skewMinutes: 5,
    ask(send, { name, number, now, secret }) {
      const ts = seconds(now);
      const sign = hash('md5', secret.appid + ts + secret.secret);
      return send('/gate/nat', post({}, { appid: secret.appid, ts, sign, name, id: number }));
    },
    rows: json('stNucleicAcid'),
    refused: { RetCode: '22001' },
  },
  hainan: {
    key: 'secret',
    codes: GB,
    skewMinutes: 10,
    hasNonce: true,
    ask(send, { name, number, type, now, nonce, secret }) {
      const sign = hmac(secret.secret!, `${secret.app}${now}${nonce}`);
      const headers = { 'x-app': secret.app!, 'x-time': String(now), 'x-nonce': nonce, 'x-sign': sign };
      return send('/nat/list', post(headers, { name, id_type: type, id_no: number, limit: 20, cursor: '' }));
    },
    rows: json('result'),
    refused: { errcode: 40001 },
  },
  sichuan: {
    key: 'appsecret',
    codes: GB,
    skewMinutes: 10,
    ask(send, { name, number, type, now, secret }) {
      const fields = { appid: secret.appid!, timestamp: String(now), name, cid_type: type, cid: number };
      const sign = hash('md5', inOrder({ ...fields, appsecret: secret.appsecret! }));
      return send('/tfjkt/tpgethsjcfromsichuan', postForm({ ...fields, sign }));
    },
    rows: json('data'),
    refused: { errcode: '4001' },
  },
  tibet: {
    key: 'secret',
    codes: WS,
    skewMinutes: 10,
    ask(send, { name, number, type, now, secret }) {
      const fields = { appId: secret.appId!, timestamp: digits(now), name, certType: type, certNo: number };
      const sign = hash('md5', inOrder({ ...fields, secret: secret.secret! })).toUpperCase();
      return send('/zyt/nat', post({}, { ...fields, sign }));
    },
    rows: json('data'),
    refused: { code: 'F1' },
  },
  shaanxi: {
    key: 'secret',
    skewMinutes: 10,
    ask(send, { name, number, now, secret }) {
      const at = seconds(now);
      const sign = hash('sha256', secret.appid + at + number + secret.secret);
      return send('/sxjkm/hsjc', postForm({ appid: secret.appid!, timestamp: at, xm: name, sfzh: number, sign }));
    },
    rows: (text) => json('data.list')(text) || [],
    refused: { success: 'false', code: 'E01' },
  },
  gansu: {
    key: 'appSecret',
    codes: WS,
    skewMinutes: 60,
    ask(send, { name, number, type, now, secret }) {
      const signature = hash('sha1', `${secret.appKey}${secret.appSecret}${now}`);
      const headers = { appKey: secret.appKey!, timestamp: String(now), signature };
      return send('/gsjkcxm/nat/find', post(headers, { name, cardType: type, cardNo: number }));
    },
    rows: json('data.records'),
    refused: { code: '401' },
  },
  qinghai: {
    key: 'secret',
    codes: WS,
    skewMinutes: 5,
    hasNonce: true,
    ask(send, { name, number, type, now, nonce, secret }) {
      const fields = {
        APPID: secret.appId!,
        TIMESTAMP: seconds(now),
        NONCE: nonce,
        XM: name,
        ZJLX: type,
        ZJHM: number,
      };
      return send('/xkm/nat', post({}, { ...fields, SIGN: hmac(secret.secret!, inOrder(fields), 'base64') }));
    },
    rows: json('DATA'),
    refused: { CODE: 101 },
  },
  xinjiang: {
    key: 'secret',
    codes: WS,
    skewMinutes: 10,
    ask(send, { name, number, type, now, secret }) {
      const headers = {
        'X-Key': secret.key!,
        'X-Time': String(now),
        'X-Sign': hmac(secret.secret!, `${secret.key}${now}`),
      };
      return send('/xjjkm/nat/query', post(headers, { xm: name, zjlx: type, zjhm: number }));
    },
    rows: json('list'),
    refused: { code: '11' },
  },
  xian: {
    key: 'privateKey',
    skewMinutes: 5,
    hasNonce: true,
    ask(send, { name, number, now, nonce, secret }) {
      const at = seconds(now);
      const text = `cardNum=${number}driverName=webname=${name}privateKey=${secret.privateKey}timestamp=${at}uuid=${nonce}`;
      const signature = hash('sha1', hash('md5', text).substring(3, 28));
      const path = `/prod-api/naat/open/api/getResultByCardNumAndName?name=${encodeURIComponent(name)}&cardNum=${number}`;
      return send(path, { headers: { driverName: 'web', timestamp: at, uuid: nonce, signature } });
    },
    rows: json('data'),
    refused: { code: 401 },
  },
  zhengzhou: {
    key: 'appSecret',
    skewMinutes: 10,
    ask(send, { name, number, now, secret }) {
      const fields = {
        appKey: secret.appKey!,
        timestamp: String(now),
        name,
        idCard: number,
        pageNum: '1',
        pageSize: '10',
      };
      const sign = hash('md5', inOrder({ ...fields, appSecret: secret.appSecret! }));
      return send('/zzapp/nat/list', postForm({ ...fields, sign }));
    },
    rows: json('data.resultList'),
    refused: { code: 1401 },
  },
  wuhan: {
    key: 'key',
    skewMinutes: 10,
    ask(send, { name, number, now, secret }) {
      const time = seconds(now);
      const sign = hash('md5', secret.appid + time + number + secret.key);
      return send(
        '/epidemicbg/nucleic/infoV3',
        postForm({ appid: secret.appid!, time, userName: name, idNo: number, sign }),
      );
    },
    rows: json('data'),
    refused: { code: -2 },
  },
  hangzhou: {
    key: 'appSecret',
    codes: { 'resident-id': 'IDENTITY_CARD', passport: 'PASSPORT', 'taiwan-permit': 'TAIWAN_PERMIT' },
    skewMinutes: 10,
    ask(send, { name, number, type, now, secret }) {
      const fields = { appId: secret.appId!, timestamp: String(now), certType: type, name, certNo: number };
      return send('/csm/person/health', post({}, { ...fields, sign: hmac(secret.appSecret!, inOrder(fields)) }));
    },
    rows: json('data.nucleicAcidV2'),
    refused: { code: 403 },
  },
} satisfies Record<string, Client>;
