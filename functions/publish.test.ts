import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEffects } from './effects/index.ts';
import { handle } from './publish.ts';
import { startTestGround, type TestGround } from './testing/ground.ts';

let ground: TestGround;
beforeAll(async () => {
  ground = await startTestGround();
});
afterAll(() => ground.stop());

test('writes the three documents once, and again only what has changed', async () => {
  expect(await handle(await createEffects(ground.world()))).toEqual({ written: 3 });
  expect(await handle(await createEffects(ground.world()))).toEqual({ written: 0 });
  const answer = await fetch(`${ground.documentsUrl}/policies`);
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  const { policies } = (await answer.json()) as { policies: object[] };
  expect(policies[0]).toMatchObject({ jurisdiction: '000000', effectiveFrom: '1970-01-01T08:00:00+08:00' });
  const etag = answer.headers.get('etag')!;
  const again = await fetch(`${ground.documentsUrl}/policies`, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);

  const sources = await (await fetch(`${ground.documentsUrl}/sources`)).text();
  expect(JSON.parse(sources).sources[0]).toEqual({
    id: 'nation',
    zh: 'nation',
    en: 'nation',
    channel: 'national-platform',
    jurisdiction: '000000',
    evidence: 'assumed',
    network: 'internet',
  });
  expect(sources).not.toContain('.example');

  ground.configuration.policies.pop();
  expect(await handle(await createEffects(ground.world()))).toEqual({ written: 1 });
});
