/** A canvas that is asked for is found, is not there, or nobody says: whoever asked hears of it each time, and can ask again. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { canvasNode, canvasOnceThere } from './canvas-node.ts';

type Found = ({ node?: unknown } | null)[];
const phone = vi.hoisted(() => ({ asked: [] as string[], answers: (_: (found: Found) => void) => {} }));

vi.mock('@tarojs/taro', () => ({
  default: {
    createSelectorQuery: () => ({
      select: (selector: string) => {
        phone.asked.push(selector);
        return { fields: () => ({ exec: (tell: (found: Found) => void) => phone.answers(tell) }) };
      },
    }),
  },
}));

const canvas = { width: 1, height: 1 };

beforeEach(() => {
  vi.useFakeTimers();
  phone.asked = [];
});
afterEach(() => void vi.useRealTimers());

test('the canvas of the id', async () => {
  phone.answers = (tell) => tell([{ node: canvas }]);
  expect(await canvasNode('share-code')).toBe(canvas);
  expect(phone.asked).toEqual(['#share-code']);
  expect(vi.getTimerCount()).toBe(0);
});

test.each([[[null]], [[{}]], [[{ node: null }]]])('not there: %j', async (found) => {
  phone.answers = (tell) => tell(found as Found);
  expect(await canvasNode('share-code')).toBeUndefined();
});

test('where nobody answers it is not there yet, and asking again finds it', async () => {
  phone.answers = () => {};
  const early = canvasNode('share-code');
  // The clock of the phone has no part in it.
  vi.setSystemTime(0);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await Promise.race([early, 'never'])).toBeUndefined();
  phone.answers = (tell) => tell([{ node: canvas }]);
  expect(await canvasNode('share-code')).toBe(canvas);
});

test('however long it is not there, it is asked for until it is', async () => {
  phone.answers = (tell) => tell([null]);
  const asking = canvasOnceThere('receipt', () => true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await Promise.race([asking, 'waiting'])).toBe('waiting');
  phone.answers = (tell) => tell([{ node: canvas }]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await asking).toBe(canvas);
});

test('of a page that was left nobody is asked any more', async () => {
  phone.answers = (tell) => tell([null]);
  let isShown = true;
  const asking = canvasOnceThere('receipt', () => isShown);
  await vi.advanceTimersByTimeAsync(1_000);
  isShown = false;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await asking).toBeUndefined();
  expect(vi.getTimerCount()).toBe(0);
});
