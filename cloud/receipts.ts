/** `npm run receipts -- --from <day> --to <day>`: the receipts of a stage on AWS, or of the sandbox that runs here. */
import { createReceiptOrderEffects } from '../functions/effects/for-operating.ts';
import { runReceiptsOrder } from '../functions/operating/receipts.ts';
import { openStage } from './open-stage.ts';
import { atTerminal } from './terminal.ts';

await atTerminal(() =>
  runReceiptsOrder(process.argv.slice(2), async (stage) => createReceiptOrderEffects(await openStage(stage))),
);
