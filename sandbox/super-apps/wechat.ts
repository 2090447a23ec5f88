/**
 * WeChat's server side, as far as Huren asks it (facts §4.1): code2Session, access_token and the telephone number.
 * Failures are errcodes under HTTP 200.
 */
import { createHash, randomBytes } from 'node:crypto';
import { type Instant, instantOf } from '../../core/index.ts';
import type { Person } from '../people/index.ts';
import type { Clock } from '../sources/clock.ts';
import { type Answer, type Incoming, listen } from '../sources/loopback.ts';
import { sameText } from '../sources/same-text.ts';
import { LoginCodes } from './login-codes.ts';
import { failure, success } from './wechat-answers.ts';

const CODE_LIVES_MS = 5 * 60_000;
const TOKEN_LIVES_S = 7200;
/** Logins a person may make in a minute. */
const LOGINS_PER_MINUTE = 100;

export interface Wechat {
  origin: string;
  secret: { appId: string; appSecret: string };
  loginCode(person: string): string;
  phoneCode(person: string): string;
  /** Every call is answered -1, "system error", until switched off. */
  setBusy(busy: boolean): void;
  stop(): Promise<void>;
}

export async function startWechat(clock: Clock, people: readonly Person[]): Promise<Wechat> {
  const secret = { appId: 'wx0123456789abcdef', appSecret: randomBytes(16).toString('hex') };
  const loginCodes = new LoginCodes(CODE_LIVES_MS);
  const phoneCodes = new LoginCodes(CODE_LIVES_MS);
  const logins = new Map<string, Instant[]>();
  let token: { text: string; endsAt: Instant } | undefined;
  let busy = false;

  /** The first reason to refuse appid and secret, if there is one. */
  function refuseApp(query: URLSearchParams, grantType: string): Answer | undefined {
    if (query.get('appid') !== secret.appId) return failure(40013);
    if (!sameText(query.get('secret') ?? undefined, secret.appSecret)) return failure(40125);
    if (query.get('grant_type') !== grantType) return failure(40002);
    return undefined;
  }

  function code2Session({ query }: Incoming): Answer {
    const refused = refuseApp(query, 'authorization_code');
    if (refused) return refused;
    const code = query.get('js_code');
    if (!code) return failure(41008);
    const redeemed = loginCodes.redeem(code, clock.now());
    if (redeemed.kind === 'used') return failure(40163);
    if (redeemed.kind !== 'redeemed') return failure(40029);
    if (!mayLogIn(redeemed.person)) return failure(45011);
    // Really text/plain, although it is JSON.
    return {
      status: 200,
      type: 'text/plain',
      body: JSON.stringify({
        session_key: randomBytes(16).toString('base64'),
        openid: openIdOf(secret.appId, redeemed.person),
      }),
    };
  }

  function mayLogIn(person: string): boolean {
    const at = clock.now();
    const recent = (logins.get(person) ?? []).filter((earlier) => at - earlier < 60_000);
    if (recent.length >= LOGINS_PER_MINUTE) return false;
    logins.set(person, [...recent, at]);
    return true;
  }

  /** A new token voids the one before. */
  function createToken({ query }: Incoming): Answer {
    const refused = refuseApp(query, 'client_credential');
    if (refused) return refused;
    token = { text: randomBytes(64).toString('base64url'), endsAt: instantOf(clock.now() + TOKEN_LIVES_S * 1000) };
    return success({ access_token: token.text, expires_in: TOKEN_LIVES_S });
  }

  function phoneNumber({ query, body }: Incoming): Answer {
    if (!token || !sameText(query.get('access_token') ?? undefined, token.text)) return failure(40001);
    if (clock.now() >= token.endsAt) return failure(42001);
    const code = readCode(body);
    if (code === undefined) return failure(47001);
    const redeemed = phoneCodes.redeem(code, clock.now());
    if (redeemed.kind === 'used') return failure(40163);
    if (redeemed.kind !== 'redeemed') return failure(40029);
    const { number } = findPerson(people, redeemed.person).phone;
    const watermark = { timestamp: Math.floor(clock.now() / 1000), appid: secret.appId };
    const phone_info = { phoneNumber: number, purePhoneNumber: number, countryCode: '86', watermark };
    return success({ errcode: 0, errmsg: 'ok', phone_info });
  }

  async function answering(incoming: Incoming): Promise<Answer> {
    if (busy) return failure('-1');
    switch (`${incoming.method} ${incoming.path}`) {
      case 'GET /sns/jscode2session':
        return code2Session(incoming);
      case 'GET /cgi-bin/token':
        return createToken(incoming);
      case 'POST /wxa/business/getuserphonenumber':
        return phoneNumber(incoming);
      default:
        return { status: 404, type: 'text/plain', body: '' };
    }
  }

  const { origin, stop } = await listen(answering);
  return {
    origin,
    secret,
    loginCode: (person) => loginCodes.issue(findPerson(people, person).id, clock.now()),
    phoneCode: (person) => phoneCodes.issue(findPerson(people, person).id, clock.now()),
    setBusy(next) {
      busy = next;
    },
    stop,
  };
}

function findPerson(people: readonly Person[], id: string): Person {
  const person = people.find((each) => each.id === id);
  if (!person) throw new Error(`no person "${id}"; there are ${people.map((each) => each.id).join(', ')}`);
  return person;
}

/** One openid for one person in one app: 28 characters that begin with o. */
function openIdOf(appId: string, person: string): string {
  return `o${createHash('sha256').update(`${appId}:${person}`).digest('base64url').slice(0, 27)}`;
}

function readCode(body: Buffer): string | undefined {
  try {
    const { code } = JSON.parse(body.toString('utf8'));
    return typeof code === 'string' && code !== '' ? code : undefined;
  } catch {
    return undefined;
  }
}
