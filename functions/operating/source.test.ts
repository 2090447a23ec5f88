import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseInstant } from '../../core/index.ts';
import { createOperatingEffects } from '../effects/for-operating.ts';
import { startTestGround, type TestGround } from '../testing/ground.ts';
import { Mistake } from './mistake.ts';
import { runSourceOrder } from './source.ts';
import { readOrder } from './source-orders.ts';

const now = parseInstant('2022-08-01T07:45:00+08:00')!;
const read = (...argv: string[]) => readOrder(argv, (id) => id === 'shanghai').change?.(now);

describe('what is mistaken names its remedy', () => {
  test.each<[string[], RegExp]>([
    [[], /^Name a source\./],
    [['nowhere', 'open'], /no file of config\/sources/],
    [['shanghai', 'closed'], /^There is no order closed\./],
    [['shanghai', 'off', '--till', '10:00'], /^There is no --till\./],
    [['shanghai', 'off', '--until'], /^Say something after --until\./],
    [['shanghai', 'off', '--until', '25:00'], /^Say --until as/],
    [['shanghai', 'off', '--until', '2022-08-01T07:00:00+08:00'], /not in the past/],
    [['shanghai', 'share'], /^Say --part/],
    [['shanghai', 'share', '--part', '1'], /^Say --part/],
    [['shanghai', 'off', '--say-zh', '维护'], /both languages/],
    [['shanghai', 'off', '--say-zh', '维', '--say-en', 'x'.repeat(101)], /1 to 100 characters/],
    [['shanghai', 'off', 'until', 'ten'], /quotes: until ten/],
  ])('%j', (argv, mistake) => {
    expect(() => read(...argv)).toThrow(mistake);
  });
});

test('a time of day is the next one', () => {
  const until = (text: string) => read('shanghai', 'off', '--until', text)?.values;
  expect(until('10:00')).toMatchObject({ ':v1': parseInstant('2022-08-01T10:00:00+08:00') });
  expect(until('07:00')).toMatchObject({ ':v1': parseInstant('2022-08-02T07:00:00+08:00') });
});

let ground: TestGround;
beforeAll(async () => {
  ground = await startTestGround();
});
afterAll(() => ground.stop());

test('each order is obeyed, and leaves nothing of the one before', async () => {
  const { endpoint } = ground.world().clients.dynamodb as { endpoint: string };
  const effects = createOperatingEffects({
    cacheTable: 'recognition-cache',
    ledgerTable: 'recognition-ledger',
    endpoint,
    clock: ground.clock,
  });
  const order = async (...argv: string[]) => {
    const { text, failed } = await runSourceOrder(['shanghai', ...argv], async () => effects);
    const { pk: _, sk: __, ...item } = (await effects.control.readNow('shanghai')) as Record<string, unknown>;
    return { text, failed, item };
  };
  expect((await order('show')).text).toMatch(/^shanghai: open\n {2}in the last hour: asked 0/);
  const off = await order('off', '--until', '2022-08-01T10:00:00+08:00', '--say-zh', '升级', '--say-en', 'Upgrade');
  expect(off.item).toEqual({
    state: 'off',
    backAt: parseInstant('2022-08-01T10:00:00+08:00'),
    announcement: { zh: '升级', en: 'Upgrade' },
  });
  expect(off.text).toMatch(/^shanghai: off until 2022-08-01T10:00:00\+08:00\n {2}says: 升级 \/ Upgrade/);
  expect((await order('share', '--part', '0.25')).item).toEqual({ state: 'share', share: 0.25 });
  expect((await order('open')).item).toEqual({});
  const held = await order('hold');
  expect(held.item).toEqual({ held: expect.any(Number) });
  expect(held.text).toContain('held since 2022-08-01T07:4');
  expect((await order('hold')).item).toEqual(held.item);
  expect((await order('release')).item).toEqual({ releasedAt: expect.any(Number) });
  expect(await order('sleep')).toMatchObject({ failed: true, item: { releasedAt: expect.any(Number) } });
  expect((await order('acts')).text.replace(/^\S+ {2}/gm, '')).toBe(
    ['off', 'share', 'open', 'hold', 'hold', 'release'].map((name) => `source-${name}  by operators`).join('\n'),
  );
});

test('where nothing runs it says what to do', async () => {
  const open = () => Promise.reject(new Mistake('Start it.'));
  const { text, failed } = await runSourceOrder(['shanghai'], open);
  expect([text, failed]).toEqual(['Start it.', true]);
});
