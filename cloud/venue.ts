/** `npm run venue -- <order>`: the venues of a stage on AWS, or of the sandbox that runs here. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Jurisdiction } from '../core/index.ts';
import { createVenueOrderEffects } from '../functions/effects/for-operating.ts';
import { createSigner } from '../functions/effects/signer.ts';
import type { VenueMeans } from '../functions/operating/venue/means.ts';
import { runVenueOrder } from '../functions/operating/venue/orders.ts';
import { type Opened, openStage } from './open-stage.ts';
import { atTerminal } from './terminal.ts';

const JURISDICTIONS = new URL('../config/jurisdictions.json', import.meta.url);

export function venueMeans(opened: Opened): VenueMeans {
  const { clock, h5Origin, issuerAlgorithm, signingKeys } = opened;
  const { trustStore, ...effects } = createVenueOrderEffects(opened);
  return {
    ...effects,
    clock,
    h5Origin,
    jurisdictions: JSON.parse(readFileSync(JURISDICTIONS, 'utf8')) as Jurisdiction[],
    signer: createSigner(
      { clock, secret: () => signingKeys.read('venue'), env: { ISSUER_ALGORITHM: issuerAlgorithm } },
      async () => (await trustStore.readList()).revokedKeys ?? new Set(),
    ),
    wantList: () => trustStore.want(),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await atTerminal(
    () => runVenueOrder(process.argv.slice(2), async (stage) => venueMeans(await openStage(stage))),
    'Look at npm run venue -- list before you repeat it.',
  );
