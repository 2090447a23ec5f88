/** WeChat's server calls: login code → openid, and phone code → the number WeChat has verified. */
import { send } from '../http.ts';
import { AskingFailed, type Clock, type HttpRequest, StaleToken, type TokenStore } from '../protocol.ts';
import { parseJson } from '../reading/json.ts';
import { textAt } from '../reading/path.ts';
import { readText } from '../reading/text.ts';
import { withDeadline } from '../resilience.ts';
import { expiryOf, type FreshToken, withToken } from '../token.ts';
import { inWords, SuperAppFailed, type SuperAppFailure, type SuperAppSaysNo } from './failure.ts';

export interface WechatMeans {
  /** `{appId, appSecret}` */
  secret: Record<string, string>;
  /** `api.weixin.qq.com`, or the sandbox's. */
  host: string;
  origin(host: string): string;
  clock: Clock;
  tokens: TokenStore;
}

export interface WechatSignedIn {
  kind: 'signed-in';
  openid: string;
}

export interface WechatPhone {
  kind: 'phone';
  /** Without the country's code, e.g. `13800000000`. */
  number: string;
  countryCode: string;
}

const DEADLINE_MS = 5000;
const TOKEN_LIFE_MS = 2 * 3_600_000;

/** code2Session. The session key arrives with the answer and is dropped here. Never repeated: a code is good for one exchange. */
export function exchangeWechatCode(means: WechatMeans, code: string): Promise<WechatSignedIn | SuperAppSaysNo> {
  return inWords(() =>
    withDeadline(means.clock, DEADLINE_MS, async (signal) => {
      const { appId, appSecret } = means.secret;
      const query = { appid: appId!, secret: appSecret!, js_code: code, grant_type: 'authorization_code' };
      const openid = textAt(await call(means, get('/sns/jscode2session', query), signal), 'openid');
      if (!openid) throw new SuperAppFailed('unexplained');
      return { kind: 'signed-in', openid };
    }),
  );
}

/** getuserphonenumber, under the app's access token, which is renewed once when WeChat no longer takes it. */
export function fetchWechatPhone(means: WechatMeans, code: string): Promise<WechatPhone | SuperAppSaysNo> {
  return inWords(() =>
    withDeadline(means.clock, DEADLINE_MS, (signal) =>
      withToken(
        means.tokens,
        'wechat',
        () => createToken(means, signal),
        async (token) => {
          const request = postJson(`/wxa/business/getuserphonenumber?${new URLSearchParams({ access_token: token })}`, {
            code,
          });
          return readPhone(await call(means, request, signal), means.secret.appId!);
        },
      ),
    ),
  );
}

async function createToken(means: WechatMeans, signal: AbortSignal): Promise<FreshToken> {
  const query = { grant_type: 'client_credential', appid: means.secret.appId!, secret: means.secret.appSecret! };
  const value = textAt(await call(means, get('/cgi-bin/token', query), signal), 'access_token');
  if (!value) throw new SuperAppFailed('unexplained');
  return { value, expiresAt: expiryOf(undefined, TOKEN_LIFE_MS, means.clock.now()) };
}

/** The watermark names the app the number was given to: a code that another app's user was talked into is none of ours. */
function readPhone(document: unknown, appId: string): WechatPhone {
  const number = textAt(document, 'phone_info.purePhoneNumber');
  const countryCode = textAt(document, 'phone_info.countryCode');
  if (!number || !countryCode) throw new SuperAppFailed('unexplained');
  if (textAt(document, 'phone_info.watermark.appid') !== appId) throw new SuperAppFailed('code-invalid');
  return { kind: 'phone', number, countryCode };
}

/** WeChat answers failures with HTTP 200 and an errcode; success has none, or 0. */
async function call(means: WechatMeans, request: HttpRequest, signal: AbortSignal): Promise<unknown> {
  const reply = await send(means.origin(means.host), request, signal);
  if (reply.status >= 500) throw new SuperAppFailed('busy');
  if (reply.status !== 200) throw new AskingFailed('unreadable');
  const document = parseJson(readText(reply.body));
  const errcode = textAt(document, 'errcode') ?? '0';
  if (STALE.has(errcode)) throw new StaleToken();
  if (errcode !== '0') throw new SuperAppFailed(ERRCODES[errcode] ?? 'unexplained');
  return document;
}

const STALE = new Set(['40001', '40014', '42001']);

const ERRCODES: Record<string, SuperAppFailure> = {
  '-1': 'busy',
  '40013': 'misconfigured', // app id
  '40125': 'misconfigured', // app secret
  '40029': 'code-invalid',
  '40163': 'code-used',
  '40226': 'blocked',
  '41008': 'code-invalid', // no code
  '45011': 'too-often',
};

function get(path: string, query: Record<string, string>): HttpRequest {
  return { method: 'GET', path: `${path}?${new URLSearchParams(query)}`, headers: {} };
}

function postJson(path: string, body: object): HttpRequest {
  return { method: 'POST', path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
