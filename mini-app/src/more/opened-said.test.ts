import { expect, test } from 'vitest';
import type { Trouble } from '../http/trouble.ts';
import { linkParts, openedSaid } from './opened-said.ts';
import { zh } from './words/zh.ts';

const problem = (status: number, more: object = {}): Trouble => ({ kind: 'problem', status, ...more });

test.each<[Trouble, string | undefined]>([
  [problem(404), zh.opened.wrong],
  [problem(410, { over: 'opened' }), zh.opened.over.opened],
  [problem(410, { over: 'withdrawn' }), zh.opened.over.withdrawn],
  [problem(403), zh.opened.notStaff],
  [problem(403, { problem: 'account-blocked' }), undefined],
  [problem(400, { field: '/venue' }), zh.opened.chooseVenue],
  [problem(400, { field: '/secret' }), zh.opened.wrong],
  [problem(429, { problem: 'too-many-attempts' }), undefined],
  [{ kind: 'offline' }, undefined],
])('%j is said', (trouble, said) => expect(openedSaid(trouble, zh)).toBe(said));

test.each([
  ['abc.d-_1', { id: 'abc', secret: 'd-_1' }],
  ['abc.', undefined],
  ['abc', undefined],
  ['a.b.c', undefined],
  [undefined, undefined],
])('%s is a link of %j', (link, parts) => expect(linkParts(link)).toEqual(parts));
