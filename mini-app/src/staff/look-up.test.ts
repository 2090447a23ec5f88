import { expect, test } from 'vitest';
import type { Reply } from '../http/trouble.ts';
import { createLookUpRun } from './look-up.ts';
import type { LookUp, LookUpClaim } from './staff-server.ts';

const claim: LookUpClaim = {
  venue: 'hzwulin0',
  name: '某某',
  document: { type: 'passport', number: 'E00000000' },
  consent: { textVersion: '1' },
};
const asking: Reply<LookUp> = { kind: 'ok', value: { state: 'asking', id: 'l1', pollAfterMs: 1_000 } };
const done: Reply<LookUp> = { kind: 'ok', value: { state: 'done', verdict: { kind: 'admit', basis: 'result' } } };

function run(...replies: Reply<LookUp>[]) {
  const waited: number[] = [];
  const next = async () => replies.shift() ?? asking;
  const lookUp = createLookUpRun({ lookUp: next, lookedUp: next }, async (ms) => void waited.push(ms));
  return { lookUp, waited };
}

test('asks until there is a verdict, in the server’s rhythm', async () => {
  const { lookUp, waited } = run(asking, asking, done);
  await lookUp.ask(claim);
  expect(lookUp.get()).toEqual({ kind: 'done', verdict: { kind: 'admit', basis: 'result' } });
  expect(waited).toEqual([1_000, 1_000]);
});

test('an answer lost on the way is asked for again, a network that stays away is told', async () => {
  const lost: Reply<LookUp> = { kind: 'offline' };
  const once = run(asking, lost, done);
  await once.lookUp.ask(claim);
  expect(once.lookUp.get().kind).toBe('done');
  const away = run(asking, lost, lost, lost, lost);
  await away.lookUp.ask(claim);
  expect(away.lookUp.get()).toEqual({ kind: 'form', trouble: lost });
});

test('gives up after two minutes, and at once what was refused', async () => {
  const { lookUp, waited } = run();
  await lookUp.ask(claim);
  expect(lookUp.get()).toEqual({ kind: 'form', trouble: { kind: 'timeout' } });
  expect(waited.reduce((sum, ms) => sum + ms)).toBe(120_000);
  const refused = run({ kind: 'problem', status: 429 });
  await refused.lookUp.ask(claim);
  expect(refused.lookUp.get()).toMatchObject({ kind: 'form', trouble: { status: 429 } });
});

test('what comes after the page was left is nobody’s', async () => {
  const { lookUp } = run(asking, done);
  const asked = lookUp.ask(claim);
  lookUp.clear();
  await asked;
  expect(lookUp.get()).toEqual({ kind: 'form' });
});
