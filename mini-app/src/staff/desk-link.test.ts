import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { instantOf, type JurisdictionCode, parseInstant } from '../../../core/index.ts';
import type { Reply } from '../http/trouble.ts';
import { createDeskLink } from './desk-link.ts';
import type { Desk, DeskSession } from './staff-server.ts';
import type { StaffVenue } from './staff-venue.ts';

const START = parseInstant('2022-08-01T07:45:00+08:00')!;
const MINUTE = 60_000;
const venue: StaffVenue = {
  id: 'hzwulin0',
  zh: '杭州武林河畔商场',
  en: 'Wulin Riverside Mall',
  jurisdiction: { code: '330100' as JurisdictionCode, zh: '杭州', en: 'Hangzhou' },
  scene: 'public-places',
  role: 'staff',
};

let store: Record<string, unknown>;
let answer: () => Reply<DeskSession>;
let asked: number;
let drawn: number;
let worksAt: string[];
let scenes: string[];
beforeEach(() => {
  vi.useFakeTimers({ now: START });
  [store, asked, drawn, worksAt, scenes] = [{}, 0, 0, [], []];
  answer = () => ({ kind: 'ok', value: { state: 'waiting' } });
});
afterEach(() => void vi.useRealTimers());

const open = () =>
  createDeskLink({
    server: {
      async newDesk() {
        drawn += 1;
        const desk: Desk = { id: `desk${drawn}`, secret: 's', pairBy: instantOf(Date.now() + 10 * MINUTE) };
        return { kind: 'ok', value: desk };
      },
      async deskSession() {
        asked += 1;
        return answer();
      },
    },
    phone: {
      remember(key, value) {
        store[key] = JSON.parse(JSON.stringify(value));
        return true;
      },
      recall: (key) => store[key],
      forget: (key) => void delete store[key],
    },
    now: () => instantOf(Date.now()),
    onVenue({ id, scene }) {
      worksAt.push(id);
      scenes.push(scene);
    },
  });
const paired = (token = 'token', hours = 12) => {
  const until = instantOf(START + hours * 60 * MINUTE);
  answer = () => ({ kind: 'ok', value: { state: 'paired', token, venue, until } });
};

test('shows a code, and works for the venue once a phone has paired it', async () => {
  const desk = open();
  desk.show();
  await desk.begin();
  expect(desk.get()).toMatchObject({ kind: 'waiting', desk: { id: 'desk1' } });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toBe(2);
  paired();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(desk.get()).toMatchObject({ kind: 'paired', token: 'token' });
  expect(desk.token()).toBe('token');
  expect(worksAt).toEqual(['hzwulin0']);
});

test('a code that nobody scans ends, and so does its asking', async () => {
  const desk = open();
  desk.show();
  await desk.begin();
  await vi.advanceTimersByTimeAsync(11 * MINUTE);
  expect(desk.get().kind).toBe('alone');
  const before = asked;
  await vi.advanceTimersByTimeAsync(10 * MINUTE);
  expect(asked).toBe(before);
});

test('renews its token, and outlives a reload without having kept one', async () => {
  const desk = open();
  desk.show();
  await desk.begin();
  paired('first');
  await vi.advanceTimersByTimeAsync(2_000);
  paired('second');
  await vi.advanceTimersByTimeAsync(20 * MINUTE);
  expect(desk.token()).toBe('second');
  expect(JSON.stringify(store)).not.toMatch(/first|second/);
  desk.hide();
  const again = open();
  expect(again.get()).toMatchObject({ kind: 'paired', venue: { id: 'hzwulin0' } });
  expect(again.token()).toBeUndefined();
  again.show();
  await vi.advanceTimersByTimeAsync(0);
  expect(again.token()).toBe('second');
  again.hide();
});

test('with no network it stays paired, and asks again', async () => {
  const desk = open();
  desk.show();
  await desk.begin();
  paired();
  await vi.advanceTimersByTimeAsync(2_000);
  answer = () => ({ kind: 'offline' });
  await vi.advanceTimersByTimeAsync(25 * MINUTE);
  expect(desk.get()).toMatchObject({ kind: 'paired', trouble: { kind: 'offline' } });
  paired('later');
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(desk.get().trouble).toBeUndefined();
  expect(desk.token()).toBe('later');
});

test('ends with its hours, and when its staff member was removed, and goes on checking there offline', async () => {
  const desk = open();
  desk.show();
  await desk.begin();
  paired('token', 1);
  await vi.advanceTimersByTimeAsync(2_000);
  await vi.advanceTimersByTimeAsync(61 * MINUTE);
  expect(desk.get()).toMatchObject({ kind: 'ended', venue: { id: 'hzwulin0' } });
  await desk.begin();
  paired('token', 12);
  await vi.advanceTimersByTimeAsync(2_000);
  answer = () => ({ kind: 'problem', status: 403 });
  await vi.advanceTimersByTimeAsync(21 * MINUTE);
  expect(desk.get().kind).toBe('ended');
  expect(store).toEqual({});
});

test('what a hidden page would ask is not asked', async () => {
  const desk = open();
  desk.show();
  await desk.begin();
  desk.hide();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(asked).toBe(0);
});

test('works where it is paired when its page is seen again, whatever was chosen elsewhere, also with no network', async () => {
  const desk = open();
  desk.show();
  await desk.begin();
  paired();
  await vi.advanceTimersByTimeAsync(2_000);
  desk.hide();
  worksAt = [];
  answer = () => ({ kind: 'offline' });
  desk.show();
  expect(worksAt).toEqual(['hzwulin0']);
  desk.leave();
  desk.show();
  expect(worksAt).toEqual(['hzwulin0']);
  desk.hide();
});

test('is told when its venue has come under another rule', async () => {
  const desk = open();
  desk.show();
  await desk.begin();
  paired();
  await vi.advanceTimersByTimeAsync(2_000);
  const until = instantOf(START + 12 * 60 * MINUTE);
  const moved: StaffVenue = { ...venue, scene: 'key-places' };
  answer = () => ({ kind: 'ok', value: { state: 'paired', token: 'token', venue: moved, until } });
  await vi.advanceTimersByTimeAsync(20 * MINUTE);
  expect(scenes.at(-1)).toBe('key-places');
  desk.hide();
});
