import { beforeEach, describe, expect, test } from 'vitest';
import { instantOf } from '../../../core/index.ts';
import type { Shown, Verification } from '../../../core/share-code/index.ts';
import { familyTold } from './family-told.ts';
import { type Counted, createGate, type Gate, holding, standingOf } from './gate.ts';
import { zh } from './words/zh.ts';

const shown = (id: string): Shown => ({
  id,
  name: '张*三',
  last4: '123X',
  asOf: instantOf(0),
  issuedAt: instantOf(0),
  results: [],
  samplings: [],
  compare: false,
  printed: false,
});
const admit = (id: string): Verification => ({ kind: 'admit', until: instantOf(0), basis: 'result', shown: shown(id) });
const notLive = (id: string): Verification => ({ kind: 'ask-online', reason: 'not-live', shown: shown(id) });
const forged: Verification = { kind: 'refuse', reason: 'forged' };

/** Codes are written `person:turn`, a turn being ten seconds of a live code; `!` before it: a stale one, `#`: a printed one. */
function judge(text: string): Verification {
  const id = text.replace(/[!#]/, '').split(':')[0]!;
  if (id === 'forged') return forged;
  if (id === 'green') return { kind: 'not-a-code', of: 'health-code' };
  if (text[0] === '#') {
    return {
      kind: 'admit',
      until: instantOf(0),
      basis: 'result',
      shown: { ...shown(id), compare: true, printed: true },
    };
  }
  return text[0] === '!' ? notLive(id) : admit(id);
}

let now: number;
let heard: string[];
let counted: Counted[];
let judged: number;
let gate: Gate;
beforeEach(() => {
  [now, heard, counted, judged] = [1_000_000, [], [], 0];
  gate = createGate({
    judge(text) {
      judged += 1;
      return judge(text);
    },
    now: () => now,
    onVerdict: (told) => heard.push(standingOf(told)),
    onCount: (each) => counted.push(each),
  });
});
/** As the day's counts have it. */
const admitted = () =>
  counted.reduce((sum, { from, to }) => sum + Number(to.kind === 'admit') - Number(from?.kind === 'admit'), 0);
const scan = (text: string, afterMs = 0) => {
  now += afterMs;
  gate.tick();
  gate.scanned(text);
};

describe('the same code', () => {
  test('read again is not judged, told or counted again, and stays on the screen', () => {
    scan('a:1');
    for (let read = 0; read < 100; read++) scan('a:1', 200);
    expect([judged, heard.length, counted.length]).toEqual([1, 1, 1]);
    now += 9_999;
    gate.tick();
    expect(gate.get().current?.text).toBe('a:1');
  });

  test('that does not change is judged again before long: a picture is not good for as long as it is held up', () => {
    let isStale = false;
    const held = createGate({
      judge: (text) => judge(isStale ? `!${text}` : text),
      now: () => now,
      onVerdict: (told) => heard.push(standingOf(told)),
      onCount: (each) => counted.push(each),
    });
    held.scanned('b:1');
    isStale = true;
    for (let read = 0; read < 40; read++) {
      now += 1_000;
      held.tick();
      held.scanned('b:1');
    }
    expect(heard).toEqual(['admit', 'ask-online']);
    expect(held.get().current).toMatchObject({ serial: 1, verification: notLive('b') });
    expect(held.get().last).toHaveLength(1);
  });

  test('held up before the list had come is judged anew with it, and is the same person afterwards', () => {
    let hasList = false;
    const waiting = createGate({
      judge: (text) => (hasList ? judge(text) : { kind: 'ask-online', reason: 'trust-list' }),
      now: () => now,
      onVerdict: (told) => heard.push(standingOf(told)),
      onCount: (each) => counted.push(each),
    });
    waiting.judgeAnew();
    waiting.scanned('a:1');
    hasList = true;
    waiting.judgeAnew();
    now += 9_000;
    waiting.scanned('a:2');
    expect(heard).toEqual(['ask-online', 'admit']);
    expect(waiting.get().current).toMatchObject({ serial: 1, verification: { kind: 'admit' } });
    expect(waiting.get().last).toHaveLength(1);
  });

  test('made fresh by the phone that shows it is nobody new', () => {
    scan('a:1');
    scan('a:2', 9_000);
    scan('a:3', 9_000);
    expect(heard).toEqual(['admit']);
    expect(counted).toHaveLength(1);
    expect(gate.get().last).toHaveLength(1);
    expect(gate.get().current).toMatchObject({ text: 'a:3', again: false });
  });

  test('that was stale and is live now is told anew, and counted as what it is now', () => {
    scan('!a:1');
    scan('a:2', 3_000);
    expect(heard).toEqual(['ask-online', 'admit']);
    const [asked, through] = [
      { kind: 'ask-online', compared: false },
      { kind: 'admit', compared: false },
    ];
    expect(counted).toEqual([
      { to: asked, agoMs: 0 },
      { from: asked, to: through, agoMs: 3_000 },
    ]);
    expect(gate.get().last).toHaveLength(1);
  });

  test('after the gate was empty comes back, and is not counted twice', () => {
    scan('a:1');
    now += 10_000;
    gate.tick();
    expect(gate.get().current).toBeUndefined();
    scan('a:2', 5_000);
    expect(gate.get().current).toMatchObject({ text: 'a:2', again: false });
    expect(counted).toHaveLength(1);
  });

  test('after somebody else, within two minutes, is said to be so', () => {
    scan('a:1');
    scan('b:1', 4_000);
    scan('a:2', 4_000);
    expect(gate.get().current).toMatchObject({ text: 'a:2', again: true });
    expect(gate.get().last.map(({ again }) => again)).toEqual([true, false, false]);
  });

  test('with a poster in between is not somebody else’s', () => {
    scan('a:1');
    scan('green:1', 1_000);
    scan('a:2', 1_000);
    expect(gate.get().current).toMatchObject({ text: 'a:2', again: false, serial: 1 });
    scan('green:1', 1_000);
    scan('b:1', 1_000);
    scan('green:1', 1_000);
    scan('a:3', 1_000);
    expect(gate.get().current).toMatchObject({ text: 'a:3', again: true });
    expect(admitted()).toBe(3);
  });

  test('after somebody whose code was forged is said to be so', () => {
    scan('a:1');
    scan('forged:1', 1_000);
    scan('a:2', 1_000);
    expect(gate.get().current).toMatchObject({ text: 'a:2', again: true });
  });

  test('after somebody else and two minutes is only somebody who comes back', () => {
    scan('a:1');
    scan('b:1', 4_000);
    scan('a:2', 120_001);
    expect(gate.get().current).toMatchObject({ again: false });
  });
});

describe('the next code', () => {
  test('replaces the verdict at once', () => {
    scan('a:1');
    scan('forged:1', 1);
    scan('b:1', 1);
    expect(heard).toEqual(['admit', 'refuse', 'admit']);
    expect(gate.get().current?.text).toBe('b:1');
  });

  test('leaves ten in the list, newest first', () => {
    for (let each = 0; each < 14; each++) scan(`p${each}:1`, 500);
    expect(gate.get().last.map((each) => 'text' in each && each.text)).toEqual(
      [13, 12, 11, 10, 9, 8, 7, 6, 5, 4].map((each) => `p${each}:1`),
    );
  });

  test('of no share code is told, and read again does nothing', () => {
    scan('green:1');
    scan('green:1', 200);
    expect(heard).toEqual(['not-a-code']);
    scan('a:1', 200);
    scan('green:1', 200);
    expect(heard).toEqual(['not-a-code', 'admit', 'not-a-code']);
  });
});

test('an opinion and a comparison belong to their verdict, also when another is on the screen', () => {
  scan('!a:1');
  const { serial } = gate.get().current!;
  gate.opinion(serial, { kind: 'asking' });
  scan('b:1', 1_000);
  gate.opinion(serial, { kind: 'told', verdict: { kind: 'admit', basis: 'result' } });
  gate.compared(serial, 'same');
  expect(gate.get().current?.secondOpinion).toBeUndefined();
  expect(gate.get().last[1]).toMatchObject({ compared: 'same', secondOpinion: { kind: 'told' } });
});

describe('a document that has to be compared', () => {
  const compare = (outcome: 'same' | 'other' | undefined) => gate.compared(gate.get().current!.serial, outcome);
  const wait = (ms: number) => {
    now += ms;
    gate.tick();
  };

  test('is compared anew once the gate was empty: whoever holds up a copy is somebody else, and counts', () => {
    scan('#a:1');
    compare('same');
    wait(10_000);
    expect(gate.get().current).toBeUndefined();
    scan('#a:1', 5_000);
    expect(standingOf(gate.get().current!)).toBe('compare');
    expect(heard).toEqual(['compare', 'compare']);
    expect(admitted()).toBe(2);
    compare('other');
    expect(admitted()).toBe(1);
    expect(gate.get().last).toMatchObject([{ compared: 'other' }, { compared: 'same' }]);
  });

  test('is compared anew though a poster has stood before the camera all the time', () => {
    scan('#a:1');
    compare('same');
    for (let read = 0; read < 20; read++) scan('green:1', 1_000);
    scan('#a:1', 1_000);
    expect(standingOf(gate.get().current!)).toBe('compare');
  });

  test('stays compared while the code is held there', () => {
    scan('#a:1');
    compare('same');
    for (let read = 0; read < 50; read++) scan('#a:1', 1_000);
    scan('green:1', 1_000);
    scan('#a:1', 1_000);
    expect(gate.get().current).toMatchObject({ compared: 'same', serial: 1 });
    expect(admitted()).toBe(1);
  });

  test('stays to be compared after somebody else, also when the gate was empty', () => {
    scan('a:1');
    scan('b:1', 1_000);
    scan('a:2', 1_000);
    compare('same');
    wait(10_000);
    scan('a:3', 1_000);
    expect(standingOf(gate.get().current!)).toBe('compare');
  });

  test('is waited for, two minutes at most, and what came of it stays to be read', () => {
    scan('#a:1');
    wait(119_999);
    expect(gate.get().current).toBeDefined();
    compare('same');
    wait(9_999);
    expect(gate.get().current).toMatchObject({ compared: 'same' });
    wait(1);
    expect(gate.get().current).toBeUndefined();
    scan('#b:1');
    wait(120_000);
    expect(gate.get().current).toBeUndefined();
  });

  test('can be compared once more after a slip of the finger, and counts as what was said last', () => {
    scan('#a:1');
    compare('other');
    expect([standingOf(gate.get().current!), admitted()]).toEqual(['refuse', 0]);
    compare(undefined);
    expect([standingOf(gate.get().current!), admitted()]).toEqual(['compare', 1]);
    compare('same');
    const compared = counted.map(({ from, to }) => Number(to.compared) - Number(from?.compared ?? false));
    expect([admitted(), compared]).toEqual([1, [0, 1, -1, 1]]);
    expect(heard).toEqual(['compare']);
  });
});

describe('an opinion', () => {
  test('that is asked for is waited for, heard where it changes what holds, and counts', () => {
    scan('!a:1');
    gate.opinion(1, { kind: 'asking' });
    now += 60_000;
    gate.tick();
    expect(gate.get().current).toBeDefined();
    gate.opinion(1, { kind: 'told', verdict: { kind: 'admit', basis: 'result' } });
    now += 9_999;
    gate.tick();
    expect(gate.get().current).toBeDefined();
    expect([heard, admitted()]).toEqual([['ask-online', 'admit'], 1]);
  });

  test('of a code holds for it also after somebody else', () => {
    scan('a:1');
    gate.opinion(1, { kind: 'told', verdict: { kind: 'ask-online', reason: 'renew' } });
    scan('b:1', 1_000);
    scan('a:2', 1_000);
    expect(holding(gate.get().current!)).toEqual({ kind: 'ask-online', reason: 'renew' });
    expect(heard).toEqual(['admit', 'ask-online', 'admit', 'ask-online']);
  });

  test('on whom the phone could not tell is what the list keeps', () => {
    scan('!a:1');
    gate.opinion(1, { kind: 'told', verdict: { kind: 'admit', basis: 'result' } });
    now += 130_000;
    gate.tick();
    gate.tick();
    expect(gate.get().last).toMatchObject([{ verification: { kind: 'admit', basis: 'result' } }]);
  });
});

test('whoever was found to be another is not listed as admitted when nothing else is left', () => {
  scan('#a:1');
  gate.compared(1, 'other');
  now += 130_000;
  gate.tick();
  gate.tick();
  expect(gate.get().last).toEqual([
    { serial: 1, at: 1_000_000, again: false, standing: 'refuse', verification: { kind: 'admit', basis: 'result' } },
  ]);
});

describe('a family', () => {
  /** `a@1/3` is the first of three; `+` before it: a document has to be compared; `&` behind it: of the other family. */
  function judgeFamily(text: string): Verification {
    const [, sign, id, position, of, other] = /^([!+]?)(\w+)(?:@(\d+)\/(\d+)(&?))?:/.exec(text)!;
    const family = position ? { position: Number(position), of: Number(of), mark: other ? 2 : 1 } : undefined;
    if (id === 'green') return { kind: 'not-a-code', of: 'health-code' };
    const of_ = { ...shown(id!), compare: sign === '+', ...(family && { family }) };
    return sign === '!'
      ? { kind: 'ask-online', reason: 'incomplete', shown: of_ }
      : { kind: 'admit', until: instantOf(0), basis: 'result', shown: of_ };
  }
  beforeEach(() => {
    gate = createGate({
      judge: judgeFamily,
      now: () => now,
      onVerdict: (told) => heard.push(standingOf(told)),
      onCount: (each) => counted.push(each),
    });
  });
  const told = () => {
    const { family } = gate.get();
    return family && familyTold(family, zh);
  };

  test('is counted by itself, each once, to the last of them; who is missing is named, with what is to be done', () => {
    scan('a@1/3:1');
    expect(told()).toBe('一家 3 位，已放行 1 位，还差第 2 个、第 3 个');
    scan('+b@2/3:1', 1_000);
    expect(told()).toBe('一家 3 位，已放行 1 位，还差第 2 个（待比对证件）、第 3 个');
    gate.compared(gate.get().current!.serial, 'same');
    expect(told()).toBe('一家 3 位，已放行 2 位，还差第 3 个');
    scan('!c@3/3:1', 1_000);
    expect(told()).toBe('一家 3 位，已放行 2 位，还差第 3 个（待联网核验）');
    gate.opinion(gate.get().current!.serial, { kind: 'told', verdict: { kind: 'admit', basis: 'result' } });
    expect(told()).toBe('一家 3 位都已放行');
    now += 10_000;
    gate.tick();
    expect(told()).toBeUndefined();
  });

  test('turned round again counts nobody twice, accuses nobody of a copy, and has nobody compared twice', () => {
    scan('a@1/3:1');
    scan('+b@2/3:1', 1_000);
    gate.compared(gate.get().current!.serial, 'same');
    scan('a@1/3:2', 1_000);
    expect(gate.get().current).toMatchObject({ again: false });
    scan('+b@2/3:2', 1_000);
    expect(gate.get().current).toMatchObject({ again: false, compared: 'same' });
    expect(told()).toBe('一家 3 位，已放行 2 位，还差第 3 个');
    expect([heard, admitted(), gate.get().last.length]).toEqual([['admit', 'compare'], 2, 2]);
    scan('c@3/3:1', 1_000);
    expect(told()).toBe('一家 3 位都已放行');
    scan('a@1/3:3', 1_000);
    expect(gate.get().current).toMatchObject({ again: true });
    expect(told()).toBe('一家 3 位都已放行');
  });

  test('turned round counts who stands otherwise now as that, and keeps what the server said', () => {
    scan('a@1/3:1');
    scan('!b@2/3:1', 1_000);
    gate.opinion(gate.get().current!.serial, { kind: 'told', verdict: { kind: 'admit', basis: 'result' } });
    scan('!a@1/3:2', 1_000);
    expect([heard.at(-1), admitted()]).toEqual(['ask-online', 1]);
    scan('!b@2/3:2', 1_000);
    expect(told()).toBe('一家 3 位，已放行 1 位，还差第 1 个（待联网核验）、第 3 个');
    expect([heard.length, admitted()]).toEqual([4, 1]);
  });

  test('is not told to be through while one is compared once more', () => {
    scan('+a@1/2:1');
    const { serial } = gate.get().current!;
    gate.compared(serial, 'same');
    gate.compared(serial, undefined);
    expect(told()).toBe('一家 2 位，已放行 0 位，还差第 1 个（待比对证件）、第 2 个');
  });

  test('turned round with a poster in between is no copy; one that comes round after the gate was empty is compared', () => {
    scan('+a@1/3:1');
    gate.compared(gate.get().current!.serial, 'same');
    scan('green:1', 1_000);
    scan('b@2/3:1', 1_000);
    scan('+a@1/3:2', 1_000);
    expect(gate.get().current).toMatchObject({ again: false, compared: 'same' });
    now += 10_000;
    gate.tick();
    scan('+a@1/3:3', 1_000);
    expect(standingOf(gate.get().current!)).toBe('compare');
  });

  test('is not mixed up with another that comes in between, nor with somebody alone', () => {
    scan('a@1/2:1');
    scan('x@1/2&:1', 1_000);
    expect(told()).toBe('一家 2 位，已放行 1 位，还差第 2 个');
    scan('y@2/2&:1', 1_000);
    expect(told()).toBe('一家 2 位都已放行');
    scan('alone:1', 1_000);
    expect(gate.get().current?.family).toBeUndefined();
    scan('b@2/2:1', 1_000);
    expect(told()).toBe('一家 2 位都已放行');
  });

  test('in which one code is shown at several places has one through, not several', () => {
    scan('a@1/3:1');
    scan('a@2/3:2', 1_000);
    scan('a@3/3:3', 1_000);
    expect(told()).toBe('一家 3 位，已放行 1 位，还差第 1 个、第 2 个');
  });

  test('has nobody through who was compared and found to be another', () => {
    scan('+a@1/2:1');
    gate.compared(gate.get().current!.serial, 'other');
    scan('b@2/2:1', 1_000);
    expect(told()).toBe('一家 2 位，已放行 1 位，还差第 1 个（未放行）');
  });

  test('whose code was renewed meanwhile counts it once', () => {
    scan('a@1/2:1');
    scan('newA@1/2:1', 1_000);
    expect(told()).toBe('一家 2 位，已放行 1 位，还差第 2 个');
  });

  test('that nobody has seen for two minutes is forgotten', () => {
    scan('a@1/2:1');
    now += 60_000;
    gate.tick();
    expect(told()).toBe('一家 2 位，已放行 1 位，还差第 2 个');
    now += 60_001;
    gate.tick();
    expect(told()).toBeUndefined();
    scan('b@2/2:1');
    expect(told()).toBe('一家 2 位，已放行 1 位，还差第 1 个');
  });

  test('does not hide the one that stands here when a word comes about the one before', () => {
    scan('!a@1/2:1');
    const { serial } = gate.get().current!;
    scan('x@1/2&:1', 1_000);
    gate.opinion(serial, { kind: 'told', verdict: { kind: 'admit', basis: 'result' } });
    expect(gate.get().family?.mark).toBe(2);
    scan('b@2/2:1', 1_000);
    expect(told()).toBe('一家 2 位都已放行');
  });
});

describe('the server’s word', () => {
  const refused = { kind: 'told', verdict: { kind: 'refuse', reason: 'expired' } } as const;
  test('against whom the phone admits is heard and counted, once', () => {
    scan('a:1');
    gate.opinion(1, { kind: 'asking' });
    now += 3_000;
    gate.opinion(1, refused);
    expect(heard).toEqual(['admit', 'refuse']);
    expect(counted.map(({ from, to, agoMs }) => [from?.kind, to.kind, agoMs])).toEqual([
      [undefined, 'admit', 0],
      ['admit', 'refuse', 3_000],
    ]);
  });
  test('that comes when somebody else stands there is counted, and not heard: it would be taken for theirs', () => {
    scan('a:1');
    gate.opinion(1, { kind: 'asking' });
    scan('b:1', 1_000);
    gate.opinion(1, refused);
    expect(heard).toEqual(['admit', 'admit']);
    expect(counted.map(({ to }) => to.kind)).toEqual(['admit', 'admit', 'refuse']);
  });
});

test('judged anew while staff look at it, it is judged as of when it was shown: it has not gone stale in their hands', () => {
  const agos: number[] = [];
  const held = createGate({
    judge(text, agoMs) {
      agos.push(agoMs);
      return judge(text);
    },
    now: () => now,
    onVerdict: () => undefined,
    onCount: () => undefined,
  });
  held.scanned('a:1');
  now += 50_000;
  held.judgeAnew();
  held.scanned('a:1');
  now += 30_000;
  held.scanned('a:1');
  expect(agos).toEqual([0, 50_000, 0]);
});

describe('after two minutes', () => {
  const kept = () => JSON.stringify(gate.get());

  test('nothing is left of whoever was seen but verdict, reason and time', () => {
    scan('a:1');
    scan('!b:1', 1_000);
    scan('forged:1', 1_000);
    scan('green:1', 1_000);
    gate.opinion(1, { kind: 'told', verdict: { kind: 'admit', basis: 'result', until: instantOf(1) } });
    gate.compared(2, 'same');
    now += 117_001;
    gate.tick();
    expect(gate.get().last).toMatchObject([
      { serial: 4, text: 'green:1' },
      { serial: 3 },
      { text: '!b:1' },
      { serial: 1 },
    ]);
    expect(gate.get().last[3]).toEqual({
      serial: 1,
      at: 1_000_000,
      again: false,
      standing: 'admit',
      verification: { kind: 'admit', basis: 'result' },
    });
    now += 10_000;
    gate.tick();
    expect(gate.get().last.map(({ verification }) => verification)).toEqual([
      { kind: 'not-a-code', of: 'health-code' },
      { kind: 'refuse', reason: 'forged' },
      { kind: 'ask-online', reason: 'not-live' },
      { kind: 'admit', basis: 'result' },
    ]);
    expect(kept()).not.toMatch(/张|123X|text|until|shown|compared|secondOpinion/);
  });

  test('of whom the phone admits and the server does not, the server’s word is left', () => {
    scan('a:1');
    gate.opinion(1, { kind: 'told', verdict: { kind: 'ask-online', reason: 'renew' } });
    expect(holding(gate.get().current!)).toEqual({ kind: 'ask-online', reason: 'renew' });
    now += 10_000;
    gate.tick();
    now += 120_000;
    gate.tick();
    expect(gate.get().last).toMatchObject([{ verification: { kind: 'ask-online', reason: 'renew' } }]);
  });

  test('whoever is still held up stays', () => {
    scan('a:1');
    for (let turn = 2; turn < 20; turn++) scan(`a:${turn}`, 9_000);
    expect(gate.get()).toMatchObject({ current: { text: 'a:19' }, last: [{ text: 'a:19' }] });
  });
});

test('hidden it shows and lists nobody, and still knows who comes again', () => {
  scan('a:1');
  scan('b:1', 1_000);
  gate.hide();
  expect(gate.get()).toEqual({ current: undefined, last: [], family: undefined });
  scan('b:2', 1_000);
  expect(gate.get()).toMatchObject({ current: { again: false }, last: [{ text: 'b:2' }] });
  scan('a:2', 1_000);
  expect(gate.get().current?.again).toBe(true);
});

test('nothing is kept once the page is left', () => {
  scan('a:1');
  gate.clear();
  expect(gate.get()).toEqual({ current: undefined, last: [], family: undefined });
  scan('b:1');
  scan('a:2', 1_000);
  expect(gate.get().current?.again).toBe(false);
});
