/** The contract, for tests: holds what doors answer against openapi.yaml, and remembers which of its promises were kept. */
import { readFileSync } from 'node:fs';
import Ajv, { type ValidateFunction } from 'ajv/dist/2020.js';
import { expect, vi } from 'vitest';
import { parse } from 'yaml';
import type { ProblemKind } from '../door/problem.ts';
import { doors } from './at-the-doors.ts';
import type { Answered, Call, Json } from './doors.ts';

/** Parts whose promises are held in a test of their own, with the problems that only they give. */
export const HELD_ELSEWHERE = {
  lookUps: { paths: /^\/look-ups/, problems: ['look-up-unknown'] },
  dependents: { paths: /^\/dependents/, problems: ['dependent-unknown', 'too-many-dependents'] },
  receipts: { paths: /^\/receipts/, problems: ['venue-unknown'] },
  'share-codes': { paths: /^\/(share-codes|looks|paper-codes)/, problems: ['code-unknown', 'code-withheld'] },
  'share-links': { paths: /^\/share-links/, problems: ['link-unknown', 'link-over'] },
  venues: {
    paths: /^\/(venues|verifications|desks|tallies)/,
    problems: [
      'not-staff',
      'not-manager',
      'invitation-unknown',
      'staff-unknown',
      'desk-unknown',
      'already-answered',
      'desk-paired',
      'last-manager',
      'too-many-staff',
    ],
  },
} satisfies Record<string, { paths: RegExp; problems: ProblemKind[] }>;

export const contract: Json = parse(readFileSync(new URL('../openapi.yaml', import.meta.url), 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
ajv.addSchema({ $id: 'contract', ...closed(contract) });

/** The document with every object closed: a field that it does not name is a mistake. */
function closed(node: Json): Json {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, closed(value)]));
  return node.properties && node.type ? { ...copy, additionalProperties: false } : copy;
}

export function validator(pointer: string): ValidateFunction {
  return ajv.getSchema(`contract#${pointer}`)!;
}

const escaped = (text: string) => text.replaceAll('~', '~0').replaceAll('/', '~1');

/** The contract's path that a path asked follows. */
function templateOf(asked: string): string {
  const templates = Object.keys(contract.paths);
  return templates.find((each) => new RegExp(`^${each.replace(/\{\w+\}/g, '[^/]+')}$`).test(asked))!;
}

/** `GET /results 200` of everything that these paths promise. */
export function promisedOf(paths: readonly string[]): string[] {
  return paths.flatMap((path) =>
    Object.entries<Json>(contract.paths[path]).flatMap(([method, { responses }]) =>
      Object.keys(responses).map((status) => `${method.toUpperCase()} ${path} ${status}`),
    ),
  );
}

export class Holding {
  /** `GET /results 200` of all that were given. */
  readonly given = new Set<string>();
  readonly problems = new Set<string>();

  /** Of the doors that `beginAtTheDoors` has opened. */
  call = async (method: string, path: string, asked: Call = {}): Promise<Answered> =>
    this.hold(method, path, await doors.call(method, path, asked));

  /** Once without a session, and once while no session can be read. */
  callBroken = async (method: string, path: string, asked: Call = {}): Promise<void> => {
    await this.call(method, path, { ...asked, token: undefined });
    vi.spyOn(doors.effects.sessions, 'open').mockRejectedValueOnce(new Error('defect'));
    await this.call(method, path, { ...asked, token: 'e30....' });
  };

  hold = (method: string, asked: string, answer: Answered): Answered => {
    const path = templateOf(asked);
    const operation = contract.paths[path][method.toLowerCase()];
    const { status } = answer;
    expect(Object.keys(operation.responses), `${method} ${path}: ${answer.text}`).toContain(String(status));
    this.given.add(`${method} ${path} ${status}`);
    const reference = operation.responses[status].$ref?.slice(1);
    const pointer = reference ?? `/paths/${escaped(path)}/${method.toLowerCase()}/responses/${status}`;
    const response = reference ? contract.components.responses.Problem : operation.responses[status];
    for (const [name, header] of Object.entries<Json>(response.headers ?? {}))
      if (!header.description?.startsWith('Absent')) expect(answer.headers).toHaveProperty(name.toLowerCase());
    if (!response.content) {
      expect(answer.text).toBe('');
      return answer;
    }
    const [type] = Object.keys(response.content);
    expect(answer.headers['content-type']).toBe(`${type}; charset=utf-8`);
    const validate = validator(`${pointer}/content/${escaped(type!)}/schema`);
    expect(validate(answer.body) ? [] : validate.errors, `${method} ${path} ${status}: ${answer.text}`).toEqual([]);
    if (reference) this.problems.add(answer.body.type.slice('/problems/'.length));
    return answer;
  };
}
