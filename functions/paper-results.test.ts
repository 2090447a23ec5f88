/** /paper-results over real HTTP interfaces: what is added, what confirms it, what is shown of it, and what is left when it is removed. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { PAPER_KEPT_MS } from './effects/paper-lines.ts';
import { MOST_PAPERS, PAPER_LIMITS } from './paper/limits.ts';
import { testConfiguration } from './testing/configuration.ts';
import {
  confirmEverybody,
  type Json,
  NAME,
  NUMBER,
  openDoors,
  phoneClaim,
  row,
  type TestDoors,
} from './testing/doors.ts';
import { startTestGround, type TestGround } from './testing/ground.ts';
import { ISSUER, SIGNED_PAPER } from './testing/signed-paper.ts';

let ground: TestGround;
let doors: TestDoors;
let people = 0;
const configuration = testConfiguration();
const delta = configuration.sources.find(({ id }) => id === 'delta')!;
delta.results[0]!.fields.reportNumber = 'report';
delta.names = { zh: '三角医学检验所', en: 'Delta Laboratory' };
delta.channel = 'institution';
// `south` prints no numbers that it would tell.
delete configuration.sources.find(({ id }) => id === 'south')!.results[0]!.fields.specimen;
configuration.issuers.push(structuredClone(ISSUER));

beforeAll(async () => {
  for (const level of ['warn', 'info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
  ground = await startTestGround(configuration);
  doors = await openDoors(ground);
  confirmEverybody(ground);
});
afterAll(() => ground.stop());
beforeEach(() => {
  for (const { id } of configuration.sources) {
    delete ground.answers[`/${id}/results`];
    ground.take(id);
  }
  configuration.connected = new Set(['nation', 'delta', 'south']);
  configuration.issuers = [structuredClone(ISSUER)];
});

/** Somebody new, with a passport of their own. */
async function somebody(name = NAME): Promise<{ token: string; number: string }> {
  people += 1;
  const number = `E${String(7_000_000 + people)}`;
  const bound = await doors.bind(
    await doors.signIn(`person-with-papers-${people}`),
    phoneClaim(number, name, 'passport'),
  );
  return { token: bound.body.token, number };
}
const add = (token: string, body: object) => doors.call('POST', '/paper-results', { token, body });
const addNumber = (token: string, number: string, more: object = { source: 'delta' }) =>
  add(token, { kind: 'number', number, ...more });
const addCertificate = (token: string, text = SIGNED_PAPER) => add(token, { kind: 'certificate', text });
const list = async (token: string): Promise<Json[]> =>
  (await doors.call('GET', '/paper-results', { token })).body.papers;
const answerAll = async () => {
  for (const { id } of configuration.sources) await doors.answer(id);
};
const deltaHas = (number: string, more: object = {}, name = NAME) => {
  ground.answers['/delta/results'] = () => ({
    code: '0',
    rows: [row(name, number, { report: 'R-2022 0731/9', ...more })],
  });
};
const channelsOf = ({ sightings }: Json) => sightings.map(({ source, channel }: Json) => `${source} ${channel}`);

describe('by number', () => {
  test('is registered, asked for as always, and confirmed by the answer; the result shows paper among its channels', async () => {
    const { token, number } = await somebody();
    deltaHas(number);
    const added = await addNumber(token, ' r-2022 0731/9 ');
    expect(added.status).toBe(202);
    expect(added.body.paper).toMatchObject({
      kind: 'number',
      state: 'waiting',
      source: 'delta',
      institution: '三角医学检验所',
      last4: '31/9',
      photo: false,
    });
    expect(added.body.pollAfterMs).toBeGreaterThan(0);
    expect(ground.waiting('delta')).toHaveLength(1);
    const before = await doors.results(token);
    expect(before.body.papers).toMatchObject([{ id: added.body.paper.id, state: 'waiting' }]);
    expect(before.body.results).toEqual([]);

    await answerAll();
    expect(await list(token)).toMatchObject([{ state: 'confirmed' }]);
    const { body } = await doors.results(token);
    expect(body.papers).toEqual([]);
    expect(body.results).toHaveLength(1);
    expect(channelsOf(body.results[0])).toEqual(['delta institution', 'delta paper']);
    expect(body.decision).toMatchObject({ kind: 'recognised', until: '2022-08-02T22:40:00+08:00' });
  });

  test.each([
    ['the specimen', 't220731 0001'],
    ['in full width', 'Ｔ２２０７３１０００１'],
  ])('by %s', async (_, typed) => {
    const { token, number } = await somebody();
    deltaHas(number);
    await addNumber(token, typed);
    await answerAll();
    expect(await list(token)).toMatchObject([{ state: 'confirmed' }]);
  });

  test('that the institution does not hold is said so, shows nothing, and is confirmed when it does after all', async () => {
    const { token, number } = await somebody();
    await addNumber(token, 'T2207310001');
    await answerAll();
    expect(await list(token)).toMatchObject([{ state: 'not-there' }]);
    const { body } = await doors.results(token);
    expect(body.papers).toMatchObject([{ state: 'not-there' }]);
    expect(body.results).toEqual([]);
    deltaHas(number);
    ground.clock.advance(11 * 60_000);
    await doors.results(token, { scope: 'nation' });
    await answerAll();
    expect(await list(token)).toMatchObject([{ state: 'confirmed' }]);
  });

  test('of somebody else is never confirmed, though the institution holds it about them', async () => {
    const owner = await somebody();
    deltaHas(owner.number);
    await addNumber(owner.token, 'T2207310001');
    await answerAll();
    expect(await list(owner.token)).toMatchObject([{ state: 'confirmed' }]);
    const thief = await somebody();
    await addNumber(thief.token, 'T2207310001');
    await answerAll();
    expect((await list(thief.token))[0].state).not.toBe('confirmed');
    expect((await doors.results(thief.token)).body.results).toEqual([]);
  });

  test('waits while the institution is silent, and is not there only by its word', async () => {
    const { token } = await somebody();
    ground.answers['/delta/results'] = () => 500;
    await addNumber(token, 'T2207310001');
    await answerAll();
    expect(await list(token)).toMatchObject([{ state: 'waiting' }]);
  });

  test.each([
    ['an institution that nobody has connected', { institution: '无名检验所' }, '无名检验所'],
    ['a source that tells no numbers', { source: 'south' }, 'south'],
  ])('at %s is kept, and says that nobody can confirm it', async (_, where, institution) => {
    const { token } = await somebody();
    const { status, body } = await addNumber(token, 'T2207310001', where);
    expect(status).toBe(202);
    expect(body).toMatchObject({ paper: { state: 'not-connected', institution }, pollAfterMs: null });
    expect(ground.waiting('delta')).toHaveLength(0);
  });

  test('at a source that this deployment does not reach is not asked', async () => {
    const { token } = await somebody();
    configuration.connected = new Set(['nation', 'south']);
    expect((await addNumber(token, 'T2207310001')).body.paper.state).toBe('not-connected');
    expect(ground.waiting('delta')).toHaveLength(0);
  });

  test.each(['三角医学检验所有限公司', 'delta laboratory'])(
    'typed as %s it is the source of that name',
    async (institution) => {
      const { token } = await somebody();
      expect((await addNumber(token, 'T2207310001', { institution })).body.paper).toMatchObject({ source: 'delta' });
      expect(ground.waiting('delta')).toHaveLength(1);
    },
  );

  test('twice is once; and a source that has just answered is not asked again', async () => {
    const { token, number } = await somebody();
    deltaHas(number);
    const first = await addNumber(token, 'T2207310001');
    await answerAll();
    const second = await addNumber(token, 't2207310001');
    expect(second.body.paper).toMatchObject({ id: first.body.paper.id, state: 'confirmed' });
    expect(second.body.pollAfterMs).toBeNull();
    expect(ground.waiting('delta')).toHaveLength(0);
    expect(await list(token)).toHaveLength(1);
  });

  test('asks about each document, and any of them may confirm it', async () => {
    const { token } = await somebody();
    const second = await doors.bind(token, phoneClaim(NUMBER));
    ground.take('delta');
    deltaHas(NUMBER);
    await addNumber(second.body.token, 'T2207310001');
    expect(ground.waiting('delta')).toHaveLength(2);
    await answerAll();
    expect(await list(second.body.token)).toMatchObject([{ state: 'confirmed' }]);
  });

  test('lies in no table as it was printed, nor in a queue', async () => {
    const { token, number } = await somebody();
    deltaHas(number, { report: 'SECRETREPORT7', specimen: 'SECRETTUBE7' });
    await addNumber(token, 'SECRETREPORT7');
    expect(JSON.stringify(ground.waiting('delta'))).not.toContain('SECRET');
    await answerAll();
    const tables = (await ground.dump('recognition-cache')) + (await ground.dump('recognition-ledger'));
    expect(tables).not.toMatch(/SECRETREPORT7|SECRETTUBE7/);
    expect(await list(token)).toMatchObject([{ state: 'confirmed', last4: 'ORT7' }]);
  });
});

describe('by certificate', () => {
  test('counts at once, as a paper that voids nothing', async () => {
    const { token } = await somebody();
    const added = await addCertificate(token);
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ paper: { kind: 'certificate', state: 'confirmed' }, pollAfterMs: null });
    const { body } = await doors.results(token);
    expect(body.papers).toEqual([]);
    expect(body.results).toMatchObject([
      { outcome: 'negative', sampleCollectedAt: '2022-07-31T16:10:00+08:00', institution: '海外检测中心' },
    ]);
    expect(channelsOf(body.results[0])).toEqual(['paper paper']);
    // Its report is not told: the window is sure to run from the sample on.
    expect(body.decision).toMatchObject({ kind: 'recognised', until: '2022-08-02T16:10:00+08:00' });
  });

  test('of the same test as a source shows is the same result, with the source’s times', async () => {
    const { token, number } = await somebody();
    deltaHas(number, { institution: '海外检测中心', specimen: undefined });
    await addCertificate(token);
    await doors.results(token);
    await answerAll();
    const { body } = await doors.results(token);
    expect(body.results).toHaveLength(1);
    expect(channelsOf(body.results[0])).toEqual(['delta institution', 'paper paper']);
    expect(body.decision.until).toBe('2022-08-02T22:40:00+08:00');
  });

  test('beside a positive that a source tells does not answer it', async () => {
    const { token, number } = await somebody();
    deltaHas(number, { outcome: '阳性', sampled: '2022-07-30 10:00:00', issued: '2022-07-30 20:00:00' });
    await addCertificate(token);
    await doors.results(token);
    await answerAll();
    expect((await doors.results(token)).body.decision).toMatchObject({ kind: 'not-recognised', reason: 'positive' });
  });

  test('whose holder cannot be compared is kept and not recognised', async () => {
    const { token } = await somebody('OUYANG CESHI');
    const { body } = await addCertificate(token);
    expect(body.paper).toMatchObject({ state: 'waiting' });
    const results = await doors.results(token);
    expect(results.body.results).toEqual([]);
    expect(results.body.papers).toMatchObject([{ kind: 'certificate', state: 'waiting', institution: '海外检测中心' }]);
    expect((await doors.call('GET', '/paper-results', { token })).body.pollAfterMs).toBeNull();
  });

  test('is what papers.json makes of it', async () => {
    const { token } = await somebody();
    await addCertificate(token);
    const rule = configuration.papers['eu-dcc'];
    rule.recognised = false;
    expect((await doors.results(token)).body.results).toEqual([]);
    rule.recognised = true;
    expect((await doors.results(token)).body.results).toHaveLength(1);
  });

  test('of another name, or of a birth date that another document denies, is somebody else’s', async () => {
    const other = await somebody('司马测试');
    const refused = await addCertificate(other.token);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      type: '/problems/certificate-refused',
      reason: 'somebody-else',
      field: '/text',
    });
    const { token } = await somebody('OUYANG CESHI');
    const twice = await doors.bind(token, phoneClaim('110101193105080010', NAME));
    expect((await addCertificate(twice.body.token)).body.reason).toBe('somebody-else');
    expect(await list(other.token)).toEqual([]);
  });

  test.each([
    [
      'a signature that does not fit',
      `${SIGNED_PAPER.slice(0, -6)}${SIGNED_PAPER.slice(-3)}${SIGNED_PAPER.slice(-6, -3)}`,
      'unreadable',
    ],
    ['a venue’s poster', 'https://venue.example/?id=7', 'not-a-certificate'],
    ['a code that was cut', SIGNED_PAPER.slice(0, 200), 'unreadable'],
  ])('%s is refused with its own word', async (_, text, reason) => {
    const { token } = await somebody();
    const { status, body } = await addCertificate(token, text);
    expect([status, body.reason]).toEqual([422, reason]);
    expect(body.detail.length).toBeGreaterThan(10);
  });

  test('of an issuer that nobody trusts is refused', async () => {
    const { token } = await somebody();
    configuration.issuers = [];
    expect((await addCertificate(token)).body.reason).toBe('issuer-unknown');
  });

  test('says which codes of a card are missing', async () => {
    const { token } = await somebody();
    const { body } = await addCertificate(token, 'shc:/2/3/5676');
    expect(body).toMatchObject({
      reason: 'unreadable',
      missing: [1, 3],
      detail: expect.stringMatching(/1, 3 are missing/),
    });
  });

  test.each([
    ['its key is lost', () => Object.assign(configuration.issuers[0]!.keys[0]!, { revoked: true })],
    ['its issuer is not trusted any more', () => configuration.issuers.pop()],
    [
      'its issuer withdraws it',
      () => {
        const digest = createHash('sha256').update('URN:UVCI:01:XA:TEST').digest().subarray(0, 16);
        configuration.issuers[0]!.revoked = [digest.toString('base64url')];
      },
    ],
  ])('counts no more once %s', async (_, withdraw) => {
    const { token } = await somebody();
    await addCertificate(token);
    withdraw();
    const { body } = await doors.results(token);
    expect(body.results).toEqual([]);
    expect(body.papers).toMatchObject([{ state: 'not-there' }]);
  });

  test('twice is once, and lies in no table in clear', async () => {
    const { token } = await somebody();
    const first = await addCertificate(token);
    expect((await addCertificate(token)).body.paper.id).toBe(first.body.paper.id);
    expect(await list(token)).toHaveLength(1);
    const tables = (await ground.dump('recognition-cache')) + (await ground.dump('recognition-ledger'));
    expect(tables).not.toContain(SIGNED_PAPER.slice(4, 40));
    expect(tables).not.toContain('URN:UVCI');
  });
});

describe('a photo', () => {
  const JPEG = Buffer.concat([Buffer.of(0xff, 0xd8, 0xff, 0xda, 0, 4, 1, 2), Buffer.from('a picture of a paper')]);
  const PNG = Buffer.from('\x89PNG\r\n\x1a\nanother picture', 'latin1');
  const put = (token: string, id: string, photo: unknown) =>
    doors.call('PUT', `/paper-results/${id}/photo`, { token, body: { photo } });
  const get = (token: string, id: string) => doors.call('GET', `/paper-results/${id}/photo`, { token });
  const paperOf = async (token: string) => (await addNumber(token, 'T2207310001')).body.paper.id;

  test('is kept sealed, given back as it was, replaced, and told of', async () => {
    const { token } = await somebody();
    const id = await paperOf(token);
    expect((await get(token, id)).status).toBe(404);
    expect((await put(token, id, JPEG.toString('base64'))).status).toBe(204);
    expect((await get(token, id)).body).toEqual({ type: 'image/jpeg', photo: JPEG.toString('base64') });
    expect(await list(token)).toMatchObject([{ id, photo: true }]);
    expect((await doors.results(token)).body.papers).toMatchObject([{ id, photo: true }]);
    const [, stored] = [...(await ground.objects('papers'))].find(([name]) => name.endsWith(`/${id}`))!;
    expect(stored.length).toBeGreaterThan(JPEG.length);
    expect(stored.includes('picture')).toBe(false);
    expect((await put(token, id, PNG.toString('base64'))).status).toBe(204);
    expect((await get(token, id)).body.type).toBe('image/png');
  });

  test.each([
    ['nothing', undefined, 400, 'field-wrong'],
    ['no Base64', 'a picture', 400, 'field-wrong'],
    ['Base64 with rubbish in it', '/9j/ 2wA', 400, 'field-wrong'],
    ['a text', Buffer.from('a text, and no photo').toString('base64'), 415, 'not-a-photo'],
    ['a page with a script', Buffer.from('<svg onload="alert(1)"/>').toString('base64'), 415, 'not-a-photo'],
    [
      'two MiB and a byte',
      Buffer.concat([JPEG, Buffer.alloc(2 * 1024 * 1024 - JPEG.length + 1)]).toString('base64'),
      413,
      'body-too-large',
    ],
    ['three MiB', Buffer.alloc(3 * 1024 * 1024).toString('base64'), 413, 'body-too-large'],
  ])('that is %s is refused', async (_, photo, status, kind) => {
    const { token } = await somebody();
    const id = await paperOf(token);
    const answer = await put(token, id, photo);
    expect([answer.status, answer.body.type]).toEqual([status, `/problems/${kind}`]);
    expect(await list(token)).toMatchObject([{ photo: false }]);
  });

  test('of two MiB is taken', async () => {
    const { token } = await somebody();
    const id = await paperOf(token);
    const largest = Buffer.concat([JPEG, Buffer.alloc(2 * 1024 * 1024 - JPEG.length)]);
    expect((await put(token, id, largest.toString('base64'))).status).toBe(204);
    expect((await get(token, id)).body.photo).toBe(largest.toString('base64'));
  });

  test('is nobody else’s to see, to change or to remove', async () => {
    const [owner, other] = [await somebody(), await somebody()];
    const id = await paperOf(owner.token);
    await put(owner.token, id, JPEG.toString('base64'));
    expect((await get(other.token, id)).body.type).toBe('/problems/paper-unknown');
    expect((await put(other.token, id, PNG.toString('base64'))).status).toBe(404);
    expect((await doors.call('DELETE', `/paper-results/${id}`, { token: other.token })).status).toBe(404);
    expect((await get(owner.token, id)).body.type).toBe('image/jpeg');
  });

  test('goes with its paper, and nothing of either is left', async () => {
    const { token } = await somebody();
    const id = await paperOf(token);
    await put(token, id, JPEG.toString('base64'));
    expect((await doors.call('DELETE', `/paper-results/${id}`, { token })).status).toBe(204);
    expect((await doors.call('DELETE', `/paper-results/${id}`, { token })).status).toBe(404);
    expect((await get(token, id)).status).toBe(404);
    expect(await list(token)).toEqual([]);
    expect((await doors.results(token)).body.papers).toEqual([]);
    expect([...(await ground.objects('papers')).keys()].join()).not.toContain(id);
    const tables = (await ground.dump('recognition-cache')) + (await ground.dump('recognition-ledger'));
    expect(tables).not.toContain(id);
  });

  test('that comes for a paper removed meanwhile does not stay behind', async () => {
    const { token } = await somebody();
    const names = async () => [...(await ground.objects('papers')).keys()];
    const before = await names();
    expect((await put(token, 'AAAAAAAA', JPEG.toString('base64'))).status).toBe(404);
    expect(await names()).toEqual(before);
  });
});

describe('who may, and how often', () => {
  test.each([
    ['POST', '/paper-results'],
    ['GET', '/paper-results'],
    ['DELETE', '/paper-results/AAAAAAAA'],
    ['PUT', '/paper-results/AAAAAAAA/photo'],
    ['GET', '/paper-results/AAAAAAAA/photo'],
  ])('nobody without a session or a document: %s %s', async (method, path) => {
    expect((await doors.call(method, path)).body.type).toBe('/problems/session-missing');
    const token = await doors.signIn('person-of-nothing');
    expect((await doors.call(method, path, { token })).body.type).toBe('/problems/not-bound');
  });

  test('nobody whose binding rests on name and number alone', async () => {
    const { phoneCode: _without, ...matched } = phoneClaim('E6999999', NAME, 'passport');
    const bound = await doors.bind(await doors.signIn('person-matched'), matched);
    const { token } = bound.body;
    expect((await addCertificate(token)).body.type).toBe('/problems/proof-too-weak');
    expect((await doors.call('GET', '/paper-results', { token })).body.type).toBe('/problems/proof-too-weak');
  });

  test.each([
    [{}, '/kind'],
    [{ kind: 'photo' }, '/kind'],
    [{ kind: 'number', source: 'delta' }, '/number'],
    [{ kind: 'number', source: 'delta', number: '123' }, '/number'],
    [{ kind: 'number', source: 'delta', number: '<script>' }, '/number'],
    [{ kind: 'number', number: 'T2207310001' }, '/source'],
    [{ kind: 'number', number: 'T2207310001', source: 'nowhere' }, '/source'],
    [{ kind: 'number', number: 'T2207310001', source: 'delta', institution: 'x' }, '/source'],
    [{ kind: 'number', number: 'T2207310001', institution: ' ' }, '/institution'],
    [{ kind: 'number', number: 'T2207310001', institution: 'x'.repeat(61) }, '/institution'],
    [{ kind: 'number', number: 'T2207310001', institution: 'a\u202eb' }, '/institution'],
    [{ kind: 'certificate' }, '/text'],
    [{ kind: 'certificate', text: 'x'.repeat(12_001) }, '/text'],
  ])('refuses %j', async (body, field) => {
    const { token } = await somebody();
    const answer = await add(token, body);
    expect([answer.status, answer.body.field]).toEqual([400, field]);
    expect(answer.body.detail).toMatch(/^Send /);
  });

  test('twenty papers, and then one must go', async () => {
    const { token } = await somebody();
    for (let at = 0; at < MOST_PAPERS; at += 1)
      expect((await addNumber(token, `N-${1000 + at}`, { institution: '无名检验所' })).status).toBe(202);
    expect((await addNumber(token, 'n-1000', { institution: '无名检验所' })).status).toBe(202);
    const [first] = await list(token);
    expect((await addNumber(token, 'N-2000', { institution: '无名检验所' })).body.type).toBe(
      '/problems/too-many-papers',
    );
    await doors.call('DELETE', `/paper-results/${first.id}`, { token });
    expect((await addNumber(token, 'N-2000', { institution: '无名检验所' })).status).toBe(202);
  });

  test('whoever tries without end is told when to come back', async () => {
    const { token } = await somebody();
    for (let at = 0; at < PAPER_LIMITS[0]!.most; at += 1) await addCertificate(token, 'https://venue.example');
    const refused = await addCertificate(token);
    expect([refused.status, refused.body.type]).toEqual([429, '/problems/too-many-attempts']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('what is kept, and for how long', () => {
  const citizenOf = async (token: string) => (await doors.effects.sessions.open(token))!.citizen!;

  test('a lost cache is made again from the ledger, papers included', async () => {
    const { token, number } = await somebody();
    deltaHas(number);
    await addNumber(token, 'T2207310001');
    await addCertificate(token);
    await answerAll();
    const citizen = await citizenOf(token);
    await ground.lose('recognition-cache', citizen, '#me');
    await ground.lose('recognition-cache', citizen, '#papers');
    const { body } = await doors.results(token);
    expect(body.results.flatMap(channelsOf).sort()).toEqual(['delta institution', 'delta paper', 'paper paper']);
  });

  test('papers added at the same time all stay', async () => {
    const { token } = await somebody();
    const numbers = Array.from({ length: 8 }, (_, at) => `P-${1000 + at}`);
    await Promise.all(numbers.map((number) => addNumber(token, number, { institution: '无名检验所' })));
    expect((await list(token)).map(({ last4 }) => last4).sort()).toEqual(numbers.map((each) => each.slice(-4)));
  });

  test('all of it goes after a fortnight, though younger papers stay', async () => {
    const { number } = await somebody();
    const signedIn = async () => {
      const again = await doors.signIn(`person-with-papers-${people}`);
      return (await doors.call('GET', '/identity', { token: again })).body.token ?? again;
    };
    expect(number).toMatch(/^E/);
    await addNumber(await signedIn(), 'OLD-1', { institution: '无名检验所' });
    ground.clock.advance(PAPER_KEPT_MS - 60_000);
    await addNumber(await signedIn(), 'NEW-1', { institution: '无名检验所' });
    expect(await list(await signedIn())).toHaveLength(2);
    ground.clock.advance(120_000);
    const token = await signedIn();
    expect((await list(token)).map(({ last4 }) => last4)).toEqual(['EW-1']);
    expect([...(await doors.effects.papers.readAll(await citizenOf(token))).values()]).toHaveLength(1);
  });
});
