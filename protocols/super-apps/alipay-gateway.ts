/** Alipay's gateway as its official SDK speaks it, with what the SDK leaves open closed. Loaded with the first code: it is large. */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { AlipaySdk } from 'alipay-sdk';
import { Agent, type Dispatcher } from 'undici';
import { formatInstant } from '../../core/index.ts';
import { AskingFailed, type Clock } from '../protocol.ts';
import { parseJson } from '../reading/json.ts';
import { placeAt, textAt } from '../reading/path.ts';
import { SuperAppFailed, type SuperAppFailure } from './failure.ts';

export interface AlipayMeans {
  /** `{appId, privateKey, alipayPublicKey}`: PEM, or the bare Base64 that Alipay's key tool writes. */
  secret: Record<string, string>;
  /** `openapi.alipay.com`, or the sandbox's. */
  host: string;
  origin(host: string): string;
  clock: Clock;
}

/** Well above the deadline its caller sets, which is the one that counts. */
const SDK_TIMEOUT_MS = 10_000;
const MAX_BODY_BYTES = 1024 * 1024;

/** alipay.system.oauth.token → the user's id. Throws SuperAppFailed. */
export async function fetchUserId(means: AlipayMeans, code: string): Promise<string> {
  // The SDK would write the machine's own time zone; Alipay reads GMT+8.
  const timestamp = formatInstant(means.clock.now()).slice(0, 19).replace('T', ' ');
  const token = await exec(sdkFor(means), 'alipay.system.oauth.token', {
    grantType: 'authorization_code',
    code,
    timestamp,
  });
  const userId = textAt(token, 'openId') ?? textAt(token, 'userId');
  if (!userId) throw new SuperAppFailed(wordFor(textAt(token, 'code'), textAt(token, 'subCode')));
  return userId;
}

async function exec(sdk: AlipaySdk, method: string, parameters: object): Promise<unknown> {
  try {
    return await sdk.exec(method, parameters, { validateSign: true });
  } catch (error) {
    // The SDK's own errors quote the reply and its signature: nothing of them goes further than this.
    if (error instanceof SuperAppFailed) throw error;
    const { cause, responseDataRaw } = error as { cause?: unknown; responseDataRaw?: unknown };
    throw new SuperAppFailed(cause && responseDataRaw === undefined ? 'unreachable' : 'unexplained');
  }
}

/** The SDK looks for a signature on every answer, but Alipay does not sign the refusals it calls `error_response`. */
class RefusalReadingSdk extends AlipaySdk {
  override checkResponseSign(raw: string, responseKey: string, serverSign: string, traceId: string): void {
    const document = parseJson(raw);
    const refusal = placeAt(document, responseKey) === undefined ? placeAt(document, 'error_response') : undefined;
    if (refusal !== undefined) throw new SuperAppFailed(wordFor(textAt(refusal, 'code'), textAt(refusal, 'sub_code')));
    super.checkResponseSign(raw, responseKey, serverSign, traceId);
  }
}

function sdkFor({ secret, host, origin }: AlipayMeans): AlipaySdk {
  const allowed = origin(host);
  return new RefusalReadingSdk({
    appId: secret.appId!,
    privateKey: keyPem(secret.privateKey, 'private'),
    alipayPublicKey: keyPem(secret.alipayPublicKey, 'public'), // without one the SDK would skip the check
    gateway: new URL('/gateway.do', allowed).href,
    timeout: SDK_TIMEOUT_MS,
    proxyAgent: onlyTo(allowed) as never, // the SDK means a proxy; any dispatcher does
  });
}

const agent = new Agent({ maxResponseSize: MAX_BODY_BYTES });

/** The SDK follows redirects; this lets nothing out to another host. */
function onlyTo(origin: string): Dispatcher {
  return agent.compose((dispatch) => (options, handler) => {
    if (new URL(String(options.origin)).origin !== new URL(origin).origin) throw new AskingFailed('unreachable');
    return dispatch(options, handler);
  });
}

function keyPem(text: string | undefined, kind: 'private' | 'public'): string {
  try {
    const pem = text!.includes('-----') ? text! : undefined;
    const der = Buffer.from(text!, 'base64');
    if (kind === 'public') {
      const key = pem ? createPublicKey(pem) : createPublicKey({ key: der, format: 'der', type: 'spki' });
      return key.export({ format: 'pem', type: 'spki' }).toString().trim();
    }
    const key = pem ? createPrivateKey(pem) : privateKeyOf(der);
    return key.export({ format: 'pem', type: 'pkcs1' }).toString().trim();
  } catch {
    throw new SuperAppFailed('misconfigured');
  }
}

/** Alipay's key tool writes PKCS#1 for most languages and PKCS#8 for Java; both come without a header. */
function privateKeyOf(der: Buffer) {
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } catch {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs1' });
  }
}

function wordFor(code: string | undefined, subCode = ''): SuperAppFailure {
  if (subCode === 'isv.code-invalid') return 'code-invalid';
  if (subCode.startsWith('isp.') || code === '20000') return 'busy';
  if (subCode.startsWith('isv.') || code === '40006') return 'misconfigured';
  return 'unexplained';
}
