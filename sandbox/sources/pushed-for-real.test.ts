/** The company with the vans pushes to the sandbox's own door, and a citizen reads what it sent, while nobody can ask it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { people } from '../people/index.ts';
import { Phone } from '../phone.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { type PushedRow, push, rowsAbout } from './index.ts';

const FANG = people.find(({ id }) => id === 'fang-zhiyuan')!;

let sandbox: Sandbox;
let phone: Phone;
beforeAll(async () => {
  sandbox = await startSandbox({ people: [FANG], bindPeople: false });
  sandbox.sources.setFault('yunjian-testing', 'down');
  phone = new Phone(sandbox.gatewayOrigin, sandbox.superApps);
  await phone.signIn(FANG);
  expect((await phone.bind(FANG)).body.state).toBe('bound');
}, 60_000);
afterAll(() => sandbox?.stop());

const send = (rows: PushedRow[], pushKey = sandbox.sources.secrets['yunjian-testing']!.pushKey!) =>
  push(sandbox.gatewayOrigin, rows, { source: 'yunjian-testing', pushKey, now: sandbox.clock.now() });

/** Outcomes by specimen's order, as the page shows them. */
async function shown() {
  const { body } = await phone.results({ jurisdiction: '420100', scope: 'yunjian-testing', scene: 'public-places' });
  const outcomes = body.results.map(({ outcome }: { outcome: string | null }) => outcome ?? 'pending');
  return { outcomes: outcomes.sort(), decision: body.decision.kind };
}

it('is taken row by row, corrected and withdrawn by the tube’s number, and by nobody else', {
  timeout: 60_000,
}, async () => {
  const rows = rowsAbout([FANG], 'yunjian-testing', sandbox.clock.now());
  const sent = await send(rows);
  expect([sent.status, ((await sent.json()) as { rows: object[] }).rows]).toEqual([
    200,
    rows.map(({ row }) => ({ row, accepted: true })),
  ]);
  expect(await shown()).toEqual({ outcomes: ['negative', 'pending'], decision: 'recognised' });

  expect((await send(rows, 'somebody-else')).status).toBe(401);

  const [first] = rows as [PushedRow];
  await send([{ ...first, outcome: 'positive' }]);
  expect(await shown()).toEqual({ outcomes: ['pending', 'positive'], decision: 'not-recognised' });

  await send([{ ...first, outcome: undefined, withdrawn: true }]);
  expect((await shown()).outcomes).toEqual(['pending']);
});
