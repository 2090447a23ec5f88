/** The contract against the doors of share codes and printed ones: every status and every body they give is the document's, and everything in it is given. */
import { beforeAll, expect, test, vi } from 'vitest';
import { CODE_PLATFORMS, LOOK_WAYS, WITHHELD } from '../core/index.ts';
import { PRINT_SIZES } from './printing/printed-code.ts';
import { CODE_LIMITS } from './share/limits.ts';
import { beginAtTheDoors, citizenOf, doors, ground, newNumber, newPerson } from './testing/at-the-doors.ts';
import { contract, HELD_ELSEWHERE, Holding, promisedOf } from './testing/contract.ts';
import { type Json, NAME, phoneClaim, row } from './testing/doors.ts';
import { codeRequest, newPhoneKey } from './testing/phone-key.ts';

beginAtTheDoors();
const { given, problems, call, callBroken } = new Holding();
let token: string;
let stranger: string;

const nonce = async () => (await doors.results(token)).headers['x-share-nonce']!;
const post = async (more: Json = {}) =>
  call('POST', '/share-codes', { token, body: { ...codeRequest(await nonce(), newPhoneKey()), ...more } });

beforeAll(async () => {
  for (const level of ['warn', 'info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
});

test('share codes and looks', async () => {
  const number = newNumber();
  const bound = await doors.bind(await doors.signIn(newPerson()), phoneClaim(number));
  token = bound.body.token;
  stranger = await doors.signIn(newPerson());
  await post();
  await call('POST', '/paper-codes', { token, body: { size: 'a4' } });
  ground.answers['/delta/results'] = () => ({ code: '0', rows: [row(NAME, number)] });
  await doors.results(token, { ask: 'now' });
  ground.clock.advance(61_000);
  await doors.results(token, { ask: 'now' });
  for (const { id } of ground.configuration.sources) await doors.answer(id);

  const { body } = await post();
  await post();
  await post({ for: 'abcd1234' });
  await post({ nonce: 'x' });
  await call('POST', '/share-codes', { token: stranger, body: codeRequest('A'.repeat(40), newPhoneKey()) });
  await call('POST', '/share-codes', { token, body: '{}', headers: { 'content-type': 'text/plain' } });
  await call('POST', '/share-codes', { token, body: { nonce: 'x'.repeat(17_000) } });
  await callBroken('POST', '/share-codes', { body: {} });

  const told = async () => {
    const { codes } = (await call('GET', '/share-codes', { token })).body;
    return codes.find(({ id }: Json) => id === body.id);
  };
  expect(Object.keys(await told())).toContain('supersededAt');
  expect(Object.keys(await told())).not.toContain('revokedAt');
  await call('GET', '/share-codes', { token: stranger });
  await callBroken('GET', '/share-codes');
  await call('DELETE', `/share-codes/${body.id}`, { token });
  await call('DELETE', '/share-codes/0000000000000000', { token });
  await call('DELETE', `/share-codes/${body.id}`, { token: stranger });
  await callBroken('DELETE', `/share-codes/${body.id}`);
  expect(Object.keys(await told())).toEqual(expect.arrayContaining(['supersededAt', 'revokedAt']));

  await call('POST', '/paper-codes', { token, body: { size: 'card' } });
  await call('POST', '/paper-codes', { token, body: {} });
  await call('POST', '/paper-codes', { token, body: { size: 'a4', for: 'abcd1234' } });
  await call('POST', '/paper-codes', { token: stranger, body: { size: 'a4' } });
  await call('POST', '/paper-codes', { token, body: '{}', headers: { 'content-type': 'text/plain' } });
  await call('POST', '/paper-codes', { token, body: { size: 'x'.repeat(17_000) } });
  await callBroken('POST', '/paper-codes', { body: { size: 'a4' } });

  const citizen = await citizenOf(token);
  await doors.effects.looks.write(citizen, { venue: { id: 'abcdefgh', zh: '某地', en: 'Some place' }, how: 'code' });
  await doors.effects.looks.write(citizen, { venue: null, how: 'link' });
  await call('GET', '/looks', { token });
  await call('GET', '/looks', { token, query: { after: 'x' } });
  await call('GET', '/looks', { token: stranger });
  await callBroken('GET', '/looks');

  vi.spyOn(doors.effects.attempts, 'count').mockResolvedValue({
    count: Math.max(...CODE_LIMITS.map(({ most }) => most)) + 1,
    endsAt: ground.clock.now() + 60_000,
  });
  await post();
  await call('POST', '/paper-codes', { token, body: { size: 'a4' } });
});

test('the contract names every word that the doors use', () => {
  const { schemas } = contract.components;
  const { codes } = schemas.ShareCodes.properties;
  expect(codes.items.properties.platform.enum).toEqual(CODE_PLATFORMS);
  expect(schemas.PaperCodeRequest.properties.size.enum).toEqual(PRINT_SIZES);
  expect(schemas.Looks.properties.looks.items.properties.how.enum).toEqual(LOOK_WAYS);
  expect(schemas.Results.properties.shareWithheld.enum).toEqual([...WITHHELD, null]);
});

test('whatever the contract promises of them has been seen above', () => {
  const { paths, problems: own } = HELD_ELSEWHERE['share-codes'];
  expect([...given].sort()).toEqual(promisedOf(Object.keys(contract.paths).filter((path) => paths.test(path))).sort());
  expect([...problems]).toEqual(expect.arrayContaining(own));
});
