/** Scope: which sources are asked for a citizen who is going somewhere. */
import { contains, type JurisdictionCode, NATIONAL } from './jurisdiction.ts';

/** One file of config/scopes/. It lists sources, or jurisdictions (000000: all there are); `auto` lists nothing and is computed. */
export interface ScopeDefinition {
  id: string;
  zh: string;
  en: string;
  sources?: readonly string[];
  jurisdictions?: readonly JurisdictionCode[];
}

/** What a scope must know of a source. */
export interface ScopedSource {
  id: string;
  jurisdiction: JurisdictionCode;
}

/**
 * The ids of the sources in scope, in the order of `sources`; ids that no source has are left out.
 *
 * - A list of sources: those. A list of jurisdictions: the sources of these and of what lies below them.
 * - `auto`: the national sources, and those of `chosen` and of every place named before, with what contains the place and the
 *   cities below it. `named` are places the citizen named or had results from; they are never read out of a document number.
 *   Choosing the whole nation means the national sources, not everybody.
 */
export function sourcesInScope(
  scope: Pick<ScopeDefinition, 'sources' | 'jurisdictions'>,
  chosen: JurisdictionCode,
  named: readonly JurisdictionCode[],
  sources: readonly ScopedSource[],
): string[] {
  const { sources: listed, jurisdictions } = scope;
  if (listed) return idsOf(sources, ({ id }) => listed.indexOf(id) >= 0);
  if (jurisdictions)
    return idsOf(sources, ({ jurisdiction }) => jurisdictions.some((each) => contains(each, jurisdiction)));
  const places = [chosen, ...named];
  return idsOf(
    sources,
    ({ jurisdiction }) =>
      jurisdiction === NATIONAL ||
      places.some((place) => contains(jurisdiction, place) || isBelow(jurisdiction, place)),
  );
}

function isBelow(jurisdiction: JurisdictionCode, place: JurisdictionCode): boolean {
  return place !== NATIONAL && contains(place, jurisdiction);
}

function idsOf(sources: readonly ScopedSource[], holds: (source: ScopedSource) => boolean): string[] {
  return sources.filter(holds).map(({ id }) => id);
}
