/** Rules for jurisdictions and scopes. */
import type { Jurisdiction } from '../../core/index.ts';
import { type Known, type Problem, pointer } from './problem.ts';

type Finding = Omit<Problem, 'file'>;

/** The provinces of GB/T 2260, without Taiwan, Hong Kong and Macao, and the Corps and the nation, which it does not list. */
const PROVINCES = '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65';
const EXPECTED = [...PROVINCES.split(' ').map((two) => `${two}0000`), '660000', '000000'];

export function* checkJurisdictions(places: Jurisdiction[]): Iterable<Finding> {
  const codes = places.map(({ code }) => String(code));
  for (const code of EXPECTED) if (!codes.includes(code)) yield { field: '', remedy: `${code} is missing; add it` };
  for (const [at, code] of codes.entries()) {
    if (codes.indexOf(code) < at) yield { field: pointer(at, 'code'), remedy: `${code} is listed twice; remove one` };
    if (!codes.includes(`${code.slice(0, 2)}0000`))
      yield { field: pointer(at, 'code'), remedy: `its province ${code.slice(0, 2)}0000 is not listed; correct it` };
  }
}

export interface ScopeEntry {
  id: string;
  sources?: string[];
  jurisdictions?: string[];
}

export function* checkScope(scope: ScopeEntry, { name, sources, jurisdictions }: Known): Iterable<Finding> {
  if (scope.id !== name)
    yield { field: '/id', remedy: `is "${scope.id}" in a file called ${name}.json; make them the same` };
  const listed = scope.sources !== undefined || scope.jurisdictions !== undefined;
  if ((scope.id === 'auto') === listed)
    yield {
      field: '',
      remedy: listed ? 'auto is computed for each citizen; remove the lists' : 'add sources or jurisdictions',
    };
  for (const [at, id] of (scope.sources ?? []).entries())
    if (!sources.has(id)) yield { field: pointer('sources', at), remedy: `no source is called "${id}"; correct it` };
  for (const [at, code] of (scope.jurisdictions ?? []).entries())
    if (!jurisdictions.has(code))
      yield {
        field: pointer('jurisdictions', at),
        remedy: `${code} is not in jurisdictions.json; correct it or add the place there`,
      };
}
