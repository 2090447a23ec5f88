/** Shown by a link only as long as whoever made it could make it again. */
import { expect, test } from 'vitest';
import { guardianKey } from '../results/acting-for.ts';
import { headOf } from '../results/documents.ts';
import { shownBy } from './shown-by.ts';

const profile = {
  v: 1,
  notBefore: 5,
  consent: 'v1',
  documents: { d: { type: 'resident-id', last4: '0014', strength: 'phone', key: 'k', name: '欧**试' } },
  accounts: ['account'],
};
const ask = (changes: object, link: object = {}) => {
  const now = { ...profile, ...changes };
  const head = { v: 0, ...headOf(profile as never), j: [], q: {}, b: {}, expiresAt: 0 };
  const citizens = { read: async () => ({ head, replies: new Map(), papers: new Map() }) };
  const made = { account: 'account', createdAt: 5, ...link };
  return shownBy({ citizens, ledger: { readProfile: async () => now } } as never, 'me' as never, made as never);
};

test('while nothing has changed', async () => {
  expect(await ask({})).toMatchObject({ partition: { documents: [{ ref: 'd' }] } });
  expect(await ask({ accounts: [guardianKey('g' as never)] }, { guardian: 'g', createdAt: 4 })).toBeDefined();
});

test.each<[string, object, object?]>([
  ['a stronger proof has come since it was made', {}, { createdAt: 4 }],
  ['the account is this citizen’s no more', { accounts: ['another'] }],
  ['the guardian vouches no more', {}, { guardian: 'g' }],
  ['consent was withdrawn', { consent: undefined }],
  ['the document is another’s', { documents: {} }],
])('not where %s', async (_, changes, link) => {
  expect(await ask(changes, link)).toBeUndefined();
});
