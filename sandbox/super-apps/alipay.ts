/**
 * Alipay's gateway, as far as Huren asks it (facts §4.2): alipay.system.oauth.token, with the request's RSA2 signature
 * verified and every answer signed over the raw text of its object.
 */
import { createHash, randomBytes } from 'node:crypto';
import { DAY_MS, type Instant, instantOf } from '../../core/index.ts';
import type { Person } from '../people/index.ts';
import { readForm } from '../sources/answers.ts';
import { spacedTime } from '../sources/beijing-time.ts';
import type { Clock } from '../sources/clock.ts';
import { type Answer, type Incoming, listen } from '../sources/loopback.ts';
import { LoginCodes } from './login-codes.ts';
import { createKeyPair, isSigned, sign, textToSign } from './rsa2.ts';

const METHOD = 'alipay.system.oauth.token';
/** An unused code expires in a day. */
const CODE_LIVES_MS = DAY_MS;
const EXPIRES_IN_S = 1_296_000;
const REFRESH_EXPIRES_IN_S = 2_592_000;

export interface Alipay {
  origin: string;
  secret: { appId: string; privateKey: string; alipayPublicKey: string };
  loginCode(person: string): string;
  stop(): Promise<void>;
}

type Grantee = { person: string } | { refused: string; why: string };

export async function startAlipay(clock: Clock, people: readonly Person[]): Promise<Alipay> {
  const app = createKeyPair();
  const own = createKeyPair();
  const appId = '2021000000000001';
  const codes = new LoginCodes(CODE_LIVES_MS);
  const refreshTokens = new Map<string, { person: string; endsAt: Instant }>();

  const answerWith = (key: string, value: object) => {
    // What is signed is this very text: a client that parses and writes it again gets other bytes and must fail.
    const text = JSON.stringify(value).replaceAll(',"', ', "');
    const body = `{"${key}":${text},"sign":"${sign(text, own.privateKey)}"}`;
    return { status: 200, type: 'text/html;charset=utf-8', body };
  };
  const refuse = (subCode: string, subMessage: string, key = 'error_response') =>
    answerWith(key, { code: '40002', msg: 'Invalid Arguments', sub_code: subCode, sub_msg: subMessage });

  function gateway({ query, body }: Incoming): Answer {
    const parameters: Record<string, string> = { ...Object.fromEntries(query), ...readForm(body) };
    const key = `${METHOD.replaceAll('.', '_')}_response`;
    if (parameters.method !== METHOD) return refuse('isv.invalid-method', '不存在的方法名');
    if (parameters.app_id !== appId) return refuse('isv.invalid-app-id', '无效的AppID参数');
    if (parameters.sign_type !== 'RSA2') return refuse('isv.invalid-signature-type', '无效的签名类型');
    if (parameters.charset?.toLowerCase() !== 'utf-8') return refuse('isv.invalid-charset', '无效的字符集参数');
    if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(parameters.timestamp ?? '')) {
      return refuse('isv.invalid-timestamp', '非法的时间戳参数');
    }
    if (!isSigned(textToSign(parameters), parameters.sign ?? '', app.publicKey)) {
      return refuse('isv.invalid-signature', '无效签名', key);
    }
    const grantee = personFor(parameters);
    if ('refused' in grantee) return refuse(grantee.refused, grantee.why);
    return answerWith(key, grant(grantee.person));
  }

  function personFor({ grant_type, code, refresh_token }: Record<string, string>): Grantee {
    const at = clock.now();
    if (grant_type === 'authorization_code') {
      const redeemed = codes.redeem(code ?? '', at);
      if (redeemed.kind === 'redeemed') return { person: redeemed.person };
      return { refused: 'isv.code-invalid', why: '授权码code无效' };
    }
    if (grant_type === 'refresh_token') {
      const known = refreshTokens.get(refresh_token ?? '');
      if (known && at < known.endsAt) return { person: known.person };
      const refused = known ? 'isv.refresh-token-time-out' : 'isv.refresh-token-invalid';
      return { refused, why: '刷新令牌refresh_token无效' };
    }
    return { refused: 'isv.grant-type-invalid', why: 'grant_type参数不正确' };
  }

  /** On success there is neither code nor msg. */
  function grant(person: string): object {
    const refresh_token = randomBytes(20).toString('hex');
    refreshTokens.set(refresh_token, { person, endsAt: instantOf(clock.now() + REFRESH_EXPIRES_IN_S * 1000) });
    const userId = userIdOf(appId, person);
    return {
      access_token: randomBytes(20).toString('hex'),
      alipay_user_id: userId,
      auth_start: spacedTime(clock.now()),
      expires_in: EXPIRES_IN_S,
      re_expires_in: REFRESH_EXPIRES_IN_S,
      refresh_token,
      user_id: userId,
    };
  }

  const { origin, stop } = await listen(async (incoming) =>
    incoming.method === 'POST' && incoming.path === '/gateway.do'
      ? gateway(incoming)
      : { status: 404, type: 'text/html;charset=utf-8', body: '' },
  );
  return {
    origin,
    secret: { appId, privateKey: app.privateKey, alipayPublicKey: own.publicKey },
    loginCode(id) {
      if (!people.some((person) => person.id === id)) throw new Error(`no person "${id}" among the invented people`);
      return codes.issue(id, clock.now());
    },
    stop,
  };
}

/** 2088 and twelve digits, one for one person in one app. */
function userIdOf(appId: string, person: string): string {
  const digest = createHash('sha256').update(`${appId}:${person}`).digest();
  return `2088${String(digest.readUIntBE(0, 6) % 10 ** 12).padStart(12, '0')}`;
}
