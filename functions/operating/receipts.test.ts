/** The operators' export: counts by place and venue over days, nobody in it, and nothing a spreadsheet would run. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JurisdictionCode } from '../../core/index.ts';
import { createReceiptOrderEffects } from '../effects/for-operating.ts';
import type { VenueId } from '../effects/items.ts';
import { startTestGround, type TestGround } from '../testing/ground.ts';
import { Mistake } from './mistake.ts';
import { runReceiptsOrder } from './receipts.ts';

let ground: TestGround;
let effects: ReturnType<typeof createReceiptOrderEffects>;
beforeAll(async () => {
  ground = await startTestGround();
  const { endpoint } = ground.world().clients.dynamodb as { endpoint: string };
  effects = createReceiptOrderEffects({ ledgerTable: 'recognition-ledger', endpoint, clock: ground.clock });
});
afterAll(() => ground.stop());

const run = (...argv: string[]) => runReceiptsOrder(argv, async () => effects);

test.each<[string[], RegExp]>([
  [[], /^Say --from and --to/],
  [['--from', '2022-08-01'], /^Say --from and --to/],
  [['--from', '2022-08-01', '--to', 'today'], /^Say --from and --to/],
  [['--from', '2022-08-02', '--to', '2022-08-01'], /the first one first/],
  [['--from', '2021-01-01', '--to', '2022-08-01'], /1 to 400 days/],
  [['--since', '2022-08-01'], /Unknown option '--since'/],
])('%j names its remedy', async (argv, mistake) => {
  expect(await run(...argv)).toEqual({ failed: true, text: expect.stringMatching(mistake) });
});

test('sums days by place and venue, the most first', async () => {
  const [shanghai, beijing] = ['310000', '110000'] as JurisdictionCode[];
  const add = (zh: string) =>
    effects.venues.add({ zh, en: 'A place', jurisdiction: shanghai!, scene: 'public-places' } as never);
  const [mall, formula] = [(await add('某商场, 东门'))!, (await add('=1+1'))!];
  const count = (day: string, jurisdiction: JurisdictionCode, venue: VenueId | 'told', times = 1) =>
    Promise.all(
      Array.from({ length: times }, () =>
        effects.receipts.count(`2022-08-0${day}`, { jurisdiction, venue }, 'local-code-not-found'),
      ),
    );
  await count('1', shanghai!, mall, 2);
  await count('3', shanghai!, mall);
  await effects.receipts.count('2022-08-03', { jurisdiction: shanghai!, venue: mall }, 'asked-to-test-again');
  await count('2', beijing!, 'told', 2);
  await count('3', shanghai!, formula);
  await count('4', shanghai!, mall, 9);
  const { text, failed } = await run('--from', '2022-08-01', '--to', '2022-08-03');
  expect(failed).toBe(false);
  expect(text.split('\n')).toEqual([
    'jurisdiction,place,venue,name,receipts,local-code-not-found,tested-elsewhere,asked-to-test-again,paper-not-accepted,channel-not-accepted',
    `310000,上海市,${mall},"某商场, 东门",4,3,0,1,0,0`,
    '110000,北京市,told,本人填写（不单列）,2,2,0,0,0,0',
    `310000,上海市,${formula},"'=1+1",1,1,0,0,0,0`,
  ]);
});

test('where nothing runs it says what to do', async () => {
  const argv = ['--from', '2022-08-01', '--to', '2022-08-01'];
  const open = () => Promise.reject(new Mistake('Start it.'));
  expect(await runReceiptsOrder(argv, open)).toEqual({ text: 'Start it.', failed: true });
});
