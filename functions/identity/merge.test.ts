/** What becomes of two citizens who turn out to be one: their documents, and their papers with the photos. */
import { describe, expect, test, vi } from 'vitest';
import { createPaperLines } from '../effects/paper-lines.ts';
import { createPaperMoves } from '../effects/paper-moves.ts';
import { createSealing } from '../effects/sealing.ts';
import { createTables } from '../effects/tables.ts';
import { beginAtTheDoors, citizenOf, doors, ground, newNumber, newPerson } from '../testing/at-the-doors.ts';
import { testConfiguration } from '../testing/configuration.ts';
import { type Json, NAME, phoneClaim } from '../testing/doors.ts';
import { ISSUER, SIGNED_PAPER } from '../testing/signed-paper.ts';

const configuration = testConfiguration();
configuration.issuers.push(structuredClone(ISSUER));
beginAtTheDoors(configuration);

test('two citizens who turn out to be one are joined with all their documents', async () => {
  const number = newNumber();
  const one = await doors.bind(await doors.signIn(newPerson()), phoneClaim(number));
  const two = await doors.bind(await doors.signIn(newPerson()), phoneClaim('E56789123', NAME, 'passport'));
  const joined = await doors.bind(two.body.token, phoneClaim(number));
  expect(joined.body.documents.map((each: Json) => each.type).sort()).toEqual(['passport', 'resident-id']);
  expect(await citizenOf(joined.body.token)).toBe(await citizenOf(one.body.token));
  const { body } = await doors.results(joined.body.token);
  expect(body.sources).toHaveLength(3);
  expect(ground.waiting('nation')).toHaveLength(2);
  expect((await doors.results(two.body.token)).body.type).toBe('/problems/session-over');
});

test('of a document that both have, the stronger proof stays', async () => {
  const number = newNumber();
  const passport = phoneClaim('E56789124', NAME, 'passport');
  const one = await doors.bind(await doors.signIn(newPerson()), phoneClaim(number));
  await doors.bind(one.body.token, { ...passport, phoneCode: undefined });
  const two = await doors.bind(await doors.signIn(newPerson()), passport);
  const joined = await doors.bind(two.body.token, phoneClaim(number));
  expect(joined.body.documents.map(({ strength }: Json) => strength)).toEqual(['phone', 'phone']);
  await doors.results(joined.body.token);
  expect(ground.waiting('nation')).toHaveLength(2);
  expect(await doors.answer('nation')).toBe(2);
});

const PHOTO = Buffer.concat([Buffer.of(0xff, 0xd8, 0xff, 0xd9), Buffer.alloc(64, 1)]).toString('base64');
let passports = 0;

describe('papers', () => {
  /** Two citizens, of whom the second is about to turn out to be the first. */
  async function two(idCard = newNumber()) {
    passports += 1;
    const passport = phoneClaim(`E5700000${passports}`, NAME, 'passport');
    const staying = await doors.bind(await doors.signIn(newPerson()), phoneClaim(idCard));
    const leaving = await doors.bind(await doors.signIn(newPerson()), passport);
    const from = await citizenOf(leaving.body.token);
    const merge = () => doors.bind(leaving.body.token, phoneClaim(idCard));
    return { staying: staying.body.token as string, leaving: leaving.body.token as string, from, passport, merge };
  }
  async function add(token: string, paper: object): Promise<string> {
    const { status, body } = await doors.call('POST', '/paper-results', { token, body: paper });
    expect(status).toBeLessThan(300);
    return body.paper.id;
  }
  const byNumber = (number: string) => ({ kind: 'number', source: 'delta', number });
  const keepPhoto = async (token: string, id: string, photo = PHOTO) =>
    (await doors.call('PUT', `/paper-results/${id}/photo`, { token, body: { photo } })).status;
  const list = async (token: string): Promise<Json[]> =>
    (await doors.call('GET', '/paper-results', { token })).body.papers;
  const photoOf = async (token: string, id: string) =>
    (await doors.call('GET', `/paper-results/${id}/photo`, { token })).body.photo;
  /** What lies anywhere of a citizen's papers. */
  const left = async (citizen: string) => {
    const ledger: Json[] = JSON.parse(await ground.dump('recognition-ledger'));
    const { papers } = await doors.effects.citizens.read(citizen as never);
    return [
      ledger.filter(({ pk, sk }) => pk.S === `citizen#${citizen}` && sk.S.startsWith('paper#')).length,
      papers.size,
    ];
  };

  test('go on with the citizen who stays, and their photos can be seen, replaced and deleted', async () => {
    const { staying, leaving, from, merge } = await two();
    await add(staying, byNumber('STAYS-1'));
    const id = await add(leaving, byNumber('MOVES-1'));
    expect(await keepPhoto(leaving, id)).toBe(204);
    const { token } = (await merge()).body;
    expect((await list(token)).map(({ last4, photo }) => [last4, photo]).sort()).toEqual([
      ['ES-1', true],
      ['YS-1', false],
    ]);
    expect(await photoOf(token, id)).toBe(PHOTO);
    expect(await left(from)).toEqual([0, 0]);
    const other = PHOTO.replace('AQEB', 'AQEC');
    expect(await keepPhoto(token, id, other)).toBe(204);
    expect(await photoOf(token, id)).toBe(other);
    expect((await ground.objects('papers')).size).toBe(1);
    expect((await doors.call('DELETE', `/paper-results/${id}`, { token })).status).toBe(204);
    expect((await ground.objects('papers')).size).toBe(0);
  });

  test('are still seen when the cache has lost them', async () => {
    const { leaving, merge } = await two();
    const id = await add(leaving, byNumber('MOVES-2'));
    const { token } = (await merge()).body;
    const into = await citizenOf(token);
    await ground.lose('recognition-cache', into, '#papers');
    await ground.lose('recognition-cache', into, '#me');
    expect(await list(token)).toMatchObject([{ id }]);
  });

  test('that both have are one, unless each has a photo', async () => {
    const { staying, leaving, from, merge } = await two();
    const kept = await add(staying, byNumber('BOTH-1'));
    await add(leaving, byNumber(' both-1'));
    await add(staying, byNumber('BOTH-2'));
    await keepPhoto(leaving, await add(leaving, byNumber('BOTH-2')));
    const { token } = (await merge()).body;
    const papers = await list(token);
    expect(papers.filter(({ last4 }) => last4 === 'TH-1')).toMatchObject([{ id: kept }]);
    expect(papers.filter(({ last4 }) => last4 === 'TH-2')).toHaveLength(2);
    expect(await left(from)).toEqual([0, 0]);
  });

  test('that are certificates stay with the document they are about, whatever it is called there', async () => {
    const { staying, leaving, passport, merge } = await two();
    await doors.bind(staying, { ...passport, phoneCode: undefined });
    const id = await add(leaving, { kind: 'certificate', text: SIGNED_PAPER });
    const before = await list(leaving);
    const { token } = (await merge()).body;
    expect(await list(token)).toEqual(before);
    expect(before).toMatchObject([{ id, kind: 'certificate', state: 'confirmed' }]);
    expect((await doors.results(token)).body.results).toMatchObject([{ sightings: [{ channel: 'paper' }] }]);
  });

  test('that are added until the sessions are over come along', async () => {
    const { leaving, from, merge } = await two();
    await add(leaving, byNumber('EARLY-1'));
    const { ledger } = doors.effects;
    const link = ledger.linkAccount.bind(ledger);
    const once = vi.spyOn(ledger, 'linkAccount').mockImplementationOnce(async (...given) => {
      await add(leaving, byNumber('LATE-1'));
      return link(...given);
    });
    const { token } = (await merge()).body;
    expect(once).toHaveBeenCalled();
    once.mockRestore();
    expect((await list(token)).map(({ last4 }) => last4).sort()).toEqual(['LY-1', 'TE-1']);
    expect(await left(from)).toEqual([0, 0]);
  });

  test('lose no photo that comes while they are moved', async () => {
    const { leaving, from, merge } = await two();
    const id = await add(leaving, byNumber('MOVES-4'));
    const world = ground.world();
    const tables = createTables(world);
    const lines = createPaperLines(world, tables);
    let kept: number | undefined;
    const slow: typeof lines = {
      ...lines,
      async write(...given) {
        kept ??= await keepPhoto(leaving, id);
        return lines.write(...given);
      },
    };
    const { paperMoves } = doors.effects;
    doors.effects.paperMoves = createPaperMoves(tables, slow, createSealing(world, tables));
    const { token } = (await merge()).body;
    doors.effects.paperMoves = paperMoves;
    expect(kept).toBe(204);
    expect(await photoOf(token, id)).toBe(PHOTO);
    expect(await list(token)).toMatchObject([{ id, photo: true }]);
    expect(await left(from)).toEqual([0, 0]);
  });

  test('are moved by whoever looks again, where a merging broke off', async () => {
    const { leaving, from, merge } = await two();
    const id = await add(leaving, byNumber('MOVES-3'));
    await keepPhoto(leaving, id);
    const broken = vi.spyOn(doors.effects.ledger, 'linkAccount').mockRejectedValueOnce(new Error('the table is away'));
    const silent = vi.spyOn(console, 'error').mockImplementation(() => {});
    expect((await merge()).status).toBe(500);
    broken.mockRestore();
    silent.mockRestore();
    const { body } = await doors.call('GET', '/identity', { token: leaving });
    expect(body.state).toBe('bound');
    expect(await photoOf(body.token, id)).toBe(PHOTO);
    expect(await left(from)).toEqual([0, 0]);
  });
});
