/** Scope of a request: the sources that its `scope` parameter names, or what is wrong with it. */
import { type JurisdictionCode, sourcesInScope } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/index.ts';
import type { Directory } from '../effects/directory.ts';

/** A scope's id, or source ids joined by commas. `undefined`: neither. `named`: places named, or had results from. */
export function scopeOf(
  directory: Directory,
  text: string,
  place: JurisdictionCode,
): ((named: readonly JurisdictionCode[]) => SourceFile[]) | undefined {
  const scope = directory.scopes.get(text);
  const { sources } = directory.configuration;
  const byIds = (ids: readonly string[]) => ids.map((id) => directory.sources.get(id)!);
  if (scope) return (named) => byIds(sourcesInScope(scope, place, named, sources));
  const ids = [...new Set(text.split(','))];
  if (!ids.every((id) => directory.sources.has(id))) return undefined;
  return () => byIds(ids);
}
