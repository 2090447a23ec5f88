/** `npm run keys -- <order>`: the keys that codes and lists are signed with, of a stage on AWS or of the sandbox that runs here. */
import { fileURLToPath } from 'node:url';
import { loadConfiguration, readStaffWords } from '../functions/effects/configuration.ts';
import { createKeysEffects } from '../functions/effects/for-operating.ts';
import { rootKeysOf } from '../functions/effects/root-keys.ts';
import type { KeysMeans } from '../functions/operating/keys/means.ts';
import { runKeysOrder } from '../functions/operating/keys/orders.ts';
import { type Opened, openStage } from './open-stage.ts';
import { atTerminal } from './terminal.ts';

const CONFIG = fileURLToPath(new URL('../config', import.meta.url));

export async function keysMeans(opened: Opened): Promise<KeysMeans> {
  const { clock, issuerAlgorithm, signingKeys, signNow } = opened;
  return {
    clock,
    ...createKeysEffects(opened),
    secrets: signingKeys,
    roots: rootKeysOf(opened.roots()),
    algorithm: issuerAlgorithm,
    policies: (await loadConfiguration(CONFIG)).policies,
    words: await readStaffWords(CONFIG),
    ...(signNow && { signNow }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await atTerminal(
    () => runKeysOrder(process.argv.slice(2), async (stage) => keysMeans(await openStage(stage))),
    'Look at npm run keys -- show before you repeat it.',
  );
