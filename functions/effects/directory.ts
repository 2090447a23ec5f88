/** Directory: the configuration, indexed once per cold start for what the doors look up. */
import type { Jurisdiction, JurisdictionCode, Policy, ScopeDefinition } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/index.ts';
import type { Configuration } from './configuration.ts';

export interface Directory {
  configuration: Configuration;
  sources: ReadonlyMap<string, SourceFile>;
  jurisdictions: ReadonlyMap<string, Jurisdiction>;
  scopes: ReadonlyMap<string, ScopeDefinition>;
  /** Policies that can matter to a jurisdiction: those of its province and of the nation. */
  policiesFor(code: JurisdictionCode): readonly Policy[];
}

export function directoryOf(configuration: Configuration): Directory {
  const byProvince = new Map<string, Policy[]>();
  for (const policy of configuration.policies) {
    const province = policy.jurisdiction.slice(0, 2);
    byProvince.set(province, [...(byProvince.get(province) ?? []), policy]);
  }
  const national = byProvince.get('00') ?? [];
  const merged = new Map([...byProvince].map(([province, own]) => [province, [...new Set([...own, ...national])]]));
  return {
    configuration,
    sources: new Map(configuration.sources.map((source) => [source.id, source])),
    jurisdictions: new Map(configuration.jurisdictions.map((each) => [each.code, each])),
    scopes: new Map(configuration.scopes.map((scope) => [scope.id, scope])),
    policiesFor: (code) => merged.get(code.slice(0, 2)) ?? national,
  };
}
