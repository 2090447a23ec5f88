/** `npm run venue -- <order>`: the venues of a stage on AWS, or of the sandbox that runs here. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { instantOf, type Jurisdiction, parseInstant } from '../core/index.ts';
import { createVenueOrderEffects } from '../functions/effects/for-operating.ts';
import { Mistake } from '../functions/operating/keys/means.ts';
import type { VenueMeans } from '../functions/operating/venue/means.ts';
import { runVenueOrder } from '../functions/operating/venue/orders.ts';
import { signingSecretOf } from '../functions/signing/private-key.ts';
import { createSigner } from '../functions/signing/signer.ts';
import { stageStore } from './secrets/secret-store.ts';

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));

interface At {
  ledgerTable: string;
  endpoint?: string;
  clock: VenueMeans['clock'];
  h5Origin: string;
  issuerAlgorithm: string;
  /** The secret's fields. */
  venueKeys(): Promise<Record<string, string>>;
}

function meansAt({ ledgerTable, endpoint, clock, h5Origin, issuerAlgorithm, venueKeys }: At): VenueMeans {
  const { trustStore, ...effects } = createVenueOrderEffects({ ledgerTable, endpoint, clock });
  return {
    ...effects,
    clock,
    h5Origin,
    jurisdictions: JSON.parse(readFileSync(path('config/jurisdictions.json'), 'utf8')) as Jurisdiction[],
    signer: createSigner({
      clock: { ...clock, sleep: async () => {} },
      secret: venueKeys,
      env: { ISSUER_ALGORITHM: issuerAlgorithm },
    }),
    wantList: () => trustStore.want(),
  };
}

/** Under the operator's own AWS credentials. */
async function stageMeans(stage: string): Promise<VenueMeans> {
  const { params } = parse(readFileSync(path('serverless.yml'), 'utf8'), { logLevel: 'silent' });
  const { region, issuerAlgorithm, h5Origin } = { ...params.default, ...params[stage] };
  const stages = Object.keys(params).filter((each) => each !== 'default');
  if (!stages.includes(stage))
    throw new Mistake(`serverless.yml has no stage ${stage}; say one of ${stages.join(', ')}.`);
  process.env.AWS_REGION ??= region;
  return meansAt({
    ledgerTable: `huren-${stage}-recognition-ledger`,
    clock: { now: () => instantOf(Date.now()) },
    h5Origin,
    issuerAlgorithm,
    async venueKeys() {
      const store = stageStore(region, `huren/${stage}/${signingSecretOf('venue')}`);
      try {
        return await store.read();
      } finally {
        store.close();
      }
    },
  });
}

interface SandboxStatus {
  now: string;
  issuerAlgorithm: string;
  h5Origin: string;
  dynamodb: { endpoint: string; ledger: string };
}

/** `address`: of its gateway. */
export async function sandboxMeans(address: string): Promise<VenueMeans> {
  const ask = async (route: string) => {
    const answer = await fetch(`${address}/sandbox${route}`).catch(() => undefined);
    if (answer?.ok) return answer.json();
    throw new Mistake(
      `The sandbox does not answer at ${address}. Start it with npm start, or name a stage with --stage.`,
    );
  };
  const { now, dynamodb, issuerAlgorithm, h5Origin } = (await ask('')) as SandboxStatus;
  const offset = parseInstant(now)! - Date.now();
  return meansAt({
    ledgerTable: dynamodb.ledger,
    endpoint: dynamodb.endpoint,
    clock: { now: () => instantOf(Date.now() + offset) },
    h5Origin,
    issuerAlgorithm,
    venueKeys: async () => (await ask('/signing-keys/venue')) as Record<string, string>,
  });
}

const SANDBOX = `http://127.0.0.1:${process.env.PORT || 4000}`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { text, failed } = await runVenueOrder(process.argv.slice(2), (stage) =>
    stage === undefined ? sandboxMeans(SANDBOX) : stageMeans(stage),
  );
  console.log(text);
  if (failed) process.exitCode = 1;
}
