/** When a phone asks for a new code. */
import type { Case } from '../cases.ts';
import { HOUR_MS } from '../instant.ts';
import { CODE_LIVES_MS, renewFromOf, whatToDo } from './renewal.ts';
import { august, later, NOW } from './signed.samples.ts';

const stored = { expiresAt: august('02T07:45'), renewFrom: august('01T20:00'), facts: 'a' };

export const renewalCases: Case[] = [
  ['nothing stored, nothing known', 'issue', () => whatToDo({ stored: undefined, facts: undefined, now: NOW })],
  ['nothing stored, facts', 'issue', () => whatToDo({ stored: undefined, facts: 'a', now: NOW })],
  ['nothing stored, nothing survives', 'none', () => whatToDo({ stored: undefined, facts: null, now: NOW })],
  ['stored, nothing survives any more', 'none', () => whatToDo({ stored, facts: null, now: NOW })],
  ['stored, no network yet', 'keep', () => whatToDo({ stored, facts: undefined, now: NOW })],
  ['stored, the same facts', 'keep', () => whatToDo({ stored, facts: 'a', now: NOW })],
  ['a fact is new', 'replace', () => whatToDo({ stored, facts: 'b', now: NOW })],
  ['due', 'renew', () => whatToDo({ stored, facts: 'a', now: stored.renewFrom })],
  ['due, and a fact is new', 'replace', () => whatToDo({ stored, facts: 'b', now: stored.renewFrom })],
  ['expired', 'issue', () => whatToDo({ stored, facts: 'a', now: stored.expiresAt })],
  ['a moment before it expires', 'renew', () => whatToDo({ stored, facts: 'a', now: later(stored.expiresAt, -1) })],
  ['the least wait', 8, () => (renewFromOf(NOW, 0) - NOW) / HOUR_MS],
  [
    'the longest leaves eighteen hours',
    true,
    () => renewFromOf(NOW, 1 - 2 ** -53) - NOW <= CODE_LIVES_MS - 18 * HOUR_MS,
  ],
].map(([name, expected, actual]) => ({ name, expected, actual }) as Case);
