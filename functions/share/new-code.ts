/** New code: POST /share-codes, from the phone's new key to the credential that names it; the platform's former code goes. */
import { type CodePlatform, formatInstant, type Instant, instantOf } from '../../core/index.ts';
import { newKeyBytes } from '../../core/share-code/new-key.ts';
import { CODE_LIVES_MS, renewFromOf } from '../../core/share-code/renewal.ts';
import { refuseTooMany } from '../door/attempts-left.ts';
import { problem } from '../door/problem.ts';
import type { Request, Response } from '../door/request.ts';
import type { Code } from '../effects/codes.ts';
import type { SharingEffects } from '../effects/for-sharing.ts';
import type { Session } from '../effects/sessions.ts';
import type { Surviving } from '../results/facts.ts';
import { knownFacts } from '../results/known-facts.ts';
import { type OwnPartition, readPartition } from '../results/read-partition.ts';
import { verifySignature } from '../signing/verify-signature.ts';
import { type CodeRequest, NONCE_REMEDY, PROOF_REMEDY, readCodeRequest } from './code-request.ts';
import { codeWithheld } from './code-withheld.ts';
import { inWholeSeconds, issueCode, newCodeId } from './issue.ts';
import { CODE_LIMITS } from './limits.ts';
import { makeLive } from './make-live.ts';
import { noteCode } from './note-code.ts';

export async function newCode(effects: SharingEffects, request: Request, session: Session): Promise<Response> {
  const read = readCodeRequest(request.body);
  if ('problem' in read) return read.problem;
  const tooMany = await refuseTooMany(effects, session.account, request, CODE_LIMITS, 'share#');
  if (tooMany) return tooMany;
  const own = await readPartition(effects, session, read.value.for);
  if ('problem' in own) return own.problem;
  const { partition } = own;
  const wrong = await whatIsWrong(effects, read.value, session, partition);
  if (wrong) return wrong;

  const { clock } = effects.world;
  const controls = await effects.control.read(effects.directory.configuration.connected);
  const known = knownFacts(effects.directory, partition, controls, clock.now());
  if (known.facts.kind === 'withheld') return codeWithheld(known.facts.reason);
  if (!(await effects.shareNonces.use(read.value.nonce))) {
    return problem('already-received', { field: '/nonce', detail: NONCE_REMEDY });
  }
  const code = codeFor(session, partition, known.facts, await platformOf(effects, session), clock.now());
  const noted = await noteCode(effects, session, partition, { facts: known.facts, controls }, code);
  if ('problem' in noted) return noted.problem;
  const credential = await issueCode(effects.signer, {
    id: code.id,
    issuedAt: code.issuedAt,
    expiresAt: code.expiresAt,
    facts: known.facts,
    complete: known.complete,
    asOf: known.asOf,
    name: noted.holder.name,
    deviceKey: read.value.deviceKey,
    compare: partition.guardian === true,
  });
  await makeLive(effects, partition.citizen, code);
  effects.log('code-issued');
  return {
    status: 201,
    body: {
      id: code.id,
      credential: Buffer.from(credential).toString('base64url'),
      issuedAt: formatInstant(code.issuedAt),
      expiresAt: formatInstant(code.expiresAt),
      renewFrom: formatInstant(renewFromOf(code.issuedAt, effects.world.random())),
      facts: known.facts.fingerprint,
    },
  };
}

async function whatIsWrong(
  { shareNonces }: SharingEffects,
  { deviceKey, nonce, proof }: CodeRequest,
  { account }: Session,
  { citizen }: OwnPartition,
): Promise<Response | undefined> {
  const bytes = await shareNonces.read({ account, citizen }, nonce);
  if (!bytes) return problem('field-wrong', { field: '/nonce', detail: NONCE_REMEDY });
  if (verifySignature('Ed25519', deviceKey, newKeyBytes(bytes, deviceKey), proof)) return undefined;
  return problem('field-wrong', { field: '/proof', detail: PROOF_REMEDY });
}

function codeFor(
  { account, citizen: own }: Session,
  { guardian }: OwnPartition,
  { document }: Surviving,
  platform: CodePlatform,
  now: Instant,
): Code {
  const issuedAt = inWholeSeconds(now);
  return {
    id: newCodeId(),
    platform,
    account,
    ...(guardian && { guardian: own }),
    document: document.ref,
    issuedAt,
    expiresAt: instantOf(issuedAt + CODE_LIVES_MS),
  };
}

async function platformOf({ ledger }: SharingEffects, { account }: Session): Promise<CodePlatform> {
  const platform = (await ledger.readAccount(account))?.platform;
  return platform === 'wechat' || platform === 'alipay' ? platform : 'browser';
}
