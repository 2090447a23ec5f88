/** `npm run source -- <source> <order>`: the sources of a stage on AWS, or of the sandbox that runs here. */
import { createOperatingEffects } from '../functions/effects/for-operating.ts';
import { runSourceOrder } from '../functions/operating/source.ts';
import { openStage } from './open-stage.ts';
import { atTerminal } from './terminal.ts';

await atTerminal(() =>
  runSourceOrder(process.argv.slice(2), async (stage) => createOperatingEffects(await openStage(stage))),
);
