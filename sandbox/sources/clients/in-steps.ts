/** Clients of the sources that are asked in steps: a token or secret first, or a task and its polls. */
import { createDecipheriv, createHash } from 'node:crypto';
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
  type Send,
  seconds,
  type Told,
  WS,
} from './client.ts';

const sha1 = (data: string | Buffer) => createHash('sha1').update(data).digest();

/** The four headers of the national gateway, with a secret fetched for this call alone; signed with nothing where none is given. */
export async function throughGateway(send: Send, { now, secret }: Told, sid: string): Promise<Record<string, string>> {
  const fields = (key: string) => ({
    gjzwfwpt_rid: secret.rid!,
    gjzwfwpt_sid: sid,
    gjzwfwpt_rtime: String(now),
    gjzwfwpt_sign: hmac(key, `${sid}${secret.rid}${now}`, 'base64'),
  });
  const { data } = JSON.parse((await send('/sysapi/auth/refreshappsecret', post({}, fields(secret.appKey!)))).text);
  if (!data) return fields('');
  const decipher = createDecipheriv('aes-128-ecb', sha1(sha1(secret.appKey!)).subarray(0, 16), null);
  return fields(decipher.update(data.secret, 'base64', 'utf8') + decipher.final('utf8'));
}

const equals = (queryField: string, queryValue: string) => ({ queryField, logical: 'equals', queryValue });

/** Longer than most tasks take, and shorter than the longest. */
const A_WHILE_MS = 4000;

export const IN_STEPS = {
  beijing: {
    codes: GB,
    key: 'authCode',
    async ask(send, { name, number, type, now, secret }) {
      const { callerId, authCode } = secret;
      const given = await send('/auth/token', post({}, { callerId, authCode }));
      const token = JSON.parse(given.text).data?.token;
      if (!token) return given;
      const sign = hash('sha256', `${callerId}bj_hsjc${now}${token}`).toUpperCase();
      const headers = {
        'X-Caller-Id': callerId!,
        'X-Service-Id': 'bj_hsjc',
        'X-Timestamp': String(now),
        'X-Token': token,
      };
      const whereList = [[equals('xm', name), equals('zjlx', type), equals('zjhm', number)]];
      const body = { returnType: 'json', page: 1, pageSize: 20, whereList };
      return send('/service/query', post({ ...headers, 'X-Sign': sign }, body));
    },
    rows: json('data.list'),
    refused: { code: 40102 },
    skewMinutes: 5,
  },
  liaoning: {
    codes: WS,
    key: 'clientSecret',
    async ask(send, { name, number, type, secret }) {
      const { clientId, clientSecret } = secret;
      const given = await send('/oauth/token', post({}, { clientId, clientSecret }));
      const token = JSON.parse(given.text).result?.accessToken;
      if (!token) return given;
      const body = { userName: name, certType: type, certNo: number };
      return send('/nat/v2/query', post({ Authorization: `Bearer ${token}` }, body));
    },
    rows: json('result.records'),
    refused: { status: 40001 },
  },
  chongqing: {
    codes: GB,
    key: 'appSecret',
    async ask(send, { name, number, type, secret: { appId, appSecret } }) {
      const given = await send(`/gateway/token?appId=${appId}&appSecret=${appSecret}`, { method: 'GET' });
      const token = JSON.parse(given.text).data?.access_token;
      if (!token) return given;
      return send('/gateway/hsjc/query', post({ access_token: token }, { xm: name, zjlx: type, zjhm: number }));
    },
    rows: (text) => JSON.parse(JSON.parse(JSON.parse(text).data).data),
    refused: { code: 'A0001' },
  },
  jiangxi: {
    key: 'clientSecret',
    async ask(send, { name, number, now, secret: { clientId, clientSecret } }) {
      const signed = (key: string) => ({
        clientId: clientId!,
        reqTime: String(now),
        signature: hash('md5', `${clientId}${key}${now}`).toUpperCase(),
      });
      const first = JSON.parse((await send('/auth/secretByKey', postForm(signed(clientSecret!)))).text);
      const given = await send('/auth/secretByRefresh', postForm(signed(first.data?.refSecret ?? '')));
      const key = JSON.parse(given.text).data?.reqSecret;
      return send('/share/nat/query', postForm({ ...signed(key ?? ''), name, idcard: number }));
    },
    rows: json('data'),
    refused: { code: '403' },
    skewMinutes: 10,
  },
  guizhou: {
    codes: WS,
    key: 'secret',
    async ask(send, told, { clock }) {
      const { name, number, type, secret } = told;
      const headers = () => {
        const at = String(told.now);
        return {
          'x-appid': secret.appid!,
          'x-timestamp': at,
          'x-sign': hash('sm3', secret.appid + at + secret.secret),
        };
      };
      const taken = await send('/nat/v1/task', post(headers(), { xm: name, zjlx: type, zjhm: number }));
      const id = JSON.parse(taken.text).data?.taskId;
      if (!id) return taken;
      clock.move(A_WHILE_MS);
      return send(`/nat/v1/task/result?taskId=${id}`, { method: 'GET', headers: headers() });
    },
    rows: json('data.list'),
    refused: { code: '401' },
    skewMinutes: 10,
  },
  'yunjian-testing': {
    codes: WS,
    key: 'appSecret',
    async ask(send, told, { clock }) {
      const { name, number, type, nonce, secret } = told;
      const headers = (once: string) => {
        const at = seconds(told.now);
        const sign = hmac(secret.appSecret!, secret.appKey + at + once);
        return { 'X-App': secret.appKey!, 'X-Time': at, 'X-Nonce': once, 'X-Sign': sign };
      };
      const taken = await send('/open/v1/tasks', post(headers(nonce), { name, cardType: type, cardNo: number }));
      const taskId = JSON.parse(taken.text).data?.taskId;
      if (!taskId) return taken;
      clock.move(A_WHILE_MS);
      return send('/open/v1/tasks/query', post(headers(`${nonce}-2`), { taskId }));
    },
    rows: json('data.reports'),
    refused: { success: 'F', errCode: 1001 },
    skewMinutes: 5,
    hasNonce: true,
  },
  'state-council': {
    codes: GB,
    key: 'accessSecret',
    async ask(send, told) {
      const { name, number, type, nonce, now, secret } = told;
      const fields = {
        access_key: secret.accessKey!,
        biz_content: JSON.stringify({ xm: name, zjlx: type, zjhm: number }),
        format: 'json',
        request_id: nonce,
        timestamp: digits(now),
        version: '1.0',
      };
      const sign = hmac(secret.accessSecret!, inOrder(fields));
      const headers = await throughGateway(send, told, 's_gwy_nat');
      return send('/gateway/httpproxy', postForm({ ...fields, sign }, headers));
    },
    rows: json('biz_data.result'),
    refused: { code: '2' },
    hasNonce: true,
  },
  xpcc: {
    key: 'authorizeInfo',
    async ask(send, told) {
      const { number, secret } = told;
      const { senderId: SenderId, authorizeInfo: AuthorizeInfo, userCardId: UserCardId, userName: UserName } = secret;
      const body = {
        SenderId,
        ServiceId: 'BT_HSJC',
        AuthorizeInfo,
        EndUser: { UserCardId, UserName, UserDept: '互认', UserIp: '127.0.0.1', CallReason: '核酸结果互认' },
        Method: 'Query',
        Params: {
          Condition: `GMSFHM='${number}'`,
          RequiredItems: ['XM', 'GMSFHM', 'HSJG', 'CYSJ', 'BGSJ', 'JCJG', 'HCBS'],
          OrderItems: 'CYSJ DESC',
          InfoCodeMode: '0',
        },
      };
      return send('/gateway/httpproxy', post(await throughGateway(send, told, 's_bt_hsjc'), body));
    },
    rows: json('PayLoad.Data.Result'),
    refused: { Code: '10' },
  },
} satisfies Record<string, Client>;
