/** Still holds, by the ledger alone: each thing that may have changed since the cache was read ends it. */
import { expect, test } from 'vitest';
import { guardianKey } from '../results/acting-for.ts';
import { heldCodes } from './own-codes.ts';
import { stillHolds } from './still-holds.ts';

const DOCUMENT = { strength: 'phone', name: '欧**试' };
const own = { notBefore: 0, consent: 'v1', documents: { d: DOCUMENT }, accounts: ['account'] };
const child = {
  ...own,
  documents: { d: { ...DOCUMENT, strength: 'guardian' } },
  accounts: [guardianKey('me' as never)],
};

interface World {
  account?: object;
  mine?: object;
  child?: object;
  guardian?: true;
}
const ask = ({ account = { citizen: 'me' }, mine = own, child: theirs = child, guardian }: World) => {
  const ledger = {
    readAccount: async () => account,
    readProfile: async (citizen: string) => (citizen === 'me' ? mine : theirs),
  };
  const session = { account: 'account', citizen: 'me', givenAt: 5 };
  const partition = { citizen: guardian ? 'child' : 'me', guardian };
  return stillHolds({ ledger } as never, session as never, partition as never, { ref: 'd' } as never);
};

test('as long as nothing has changed', async () => {
  expect(await ask({})).toEqual(DOCUMENT);
  expect(await ask({ guardian: true })).toMatchObject({ strength: 'guardian' });
});

test.each<[string, World]>([
  ['the account leads elsewhere', { account: { citizen: 'other' } }],
  ['a stronger proof has ended the session', { mine: { ...own, notBefore: 6 } }],
  ['consent was withdrawn', { mine: { ...own, consent: undefined } }],
  ['the document is another’s', { mine: { ...own, documents: {} } }],
  [
    'name and number are all that is proven',
    { mine: { ...own, documents: { d: { ...DOCUMENT, strength: 'matched' } } } },
  ],
  [
    'the guardian vouches no more',
    { guardian: true, child: { ...child, accounts: [guardianKey('another' as never)] } },
  ],
  [
    'the guardian has withdrawn their consent for the child',
    { guardian: true, child: { ...child, consent: undefined } },
  ],
])('not where %s', async (_, world) => {
  expect(await ask(world)).toBeUndefined();
});

test('what a guardian holds for somebody is not among that person’s own codes', async () => {
  const list = async () => [
    { id: 'theirs', guardian: 'other', issuedAt: 1 },
    { id: 'mine', issuedAt: 2 },
  ];
  const held = await heldCodes({ codes: { list } } as never, { own: 'me' as never, dependents: [] });
  expect(held.map(({ code }) => code.id)).toEqual(['mine']);
});
