/** Checks the whole of config/: shape by schema first, then what only shows when files are looked at together. */
import type { Jurisdiction } from '../../core/index.ts';
import type { IssuerFile, RootsFile, StaffWordsFile } from '../../functions/effects/configuration.ts';
import type { SourceFile } from '../../protocols/source-file.ts';
import type { FitSchema, Schemas } from './fit-schema.ts';
import { checkIssuers } from './issuers.ts';
import { noticesAbout } from './notices.ts';
import { checkJurisdictions, checkScope, type ScopeEntry } from './place-rules.ts';
import type { PolicyEntry } from './policy-file.ts';
import { checkPolicies } from './policy-rules.ts';
import type { Known, Problem } from './problem.ts';
import { type ConfigFile, readFiles } from './read-files.ts';
import { checkRoots } from './roots.ts';
import { checkSource } from './source-rules.ts';
import { checkStaffWords } from './staff-words.ts';

export interface Checked {
  /** Each must be mended. */
  problems: Problem[];
  /** Allowed, and listed for whoever reviews. */
  notices: string[];
}

export async function checkConfiguration(folder: string, schemas: Schemas): Promise<Checked> {
  const problems: Problem[] = [];
  /** Files of the right shape; only they are looked at further. */
  const shaped = async (sub: string, fits: FitSchema, only?: string): Promise<ConfigFile[]> => {
    const read = await readFiles(folder, sub, only);
    problems.push(...read.problems);
    return read.files.filter((file) => {
      const found = fits(file);
      problems.push(...found);
      return found.length === 0;
    });
  };
  const places = await shaped('.', schemas.jurisdictions, 'jurisdictions.json');
  const issuers = await shaped('.', schemas.issuers, 'issuers.json');
  await shaped('.', schemas.papers, 'papers.json');
  const roots = await shaped('.', schemas.roots, 'roots.json');
  const words = await shaped('.', schemas['staff-words'], 'staff-words.json');
  const sources = await shaped('sources', schemas.source);
  const policies = await shaped('policies', schemas.policy);
  const scopes = await shaped('scopes', schemas.scope);

  const codes = places.flatMap(({ json }) => (json as Jurisdiction[]).map(({ code }) => String(code)));
  const known = (name: string): Known => ({
    name,
    jurisdictions: new Set(codes),
    sources: new Set(sources.map((source) => source.name)),
  });
  const add = ({ file }: ConfigFile, found: Iterable<Omit<Problem, 'file'>>) => {
    for (const each of found) problems.push({ file, ...each });
  };
  for (const file of places) add(file, checkJurisdictions(file.json as Jurisdiction[]));
  for (const file of issuers) add(file, checkIssuers((file.json as { issuers: IssuerFile[] }).issuers));
  for (const file of roots) add(file, checkRoots(file.json as RootsFile));
  for (const file of words) add(file, checkStaffWords(file.json as StaffWordsFile));
  for (const file of sources) add(file, checkSource(file.json as SourceFile, known(file.name)));
  for (const file of policies) add(file, checkPolicies(file.json as PolicyEntry[], known(file.name)));
  for (const file of scopes) add(file, checkScope(file.json as ScopeEntry, known(file.name)));
  for (const key of ['zh', 'en'] as const)
    for (const [at, file] of sources.entries()) {
      const named = (each: ConfigFile) => (each.json as SourceFile).names[key];
      const first = sources.findIndex((each) => named(each) === named(file));
      if (first < at)
        add(file, [{ field: `/names/${key}`, remedy: `${sources[first]!.file} has the same name; choose another` }]);
    }
  const codesOfFiles = policies.map(({ name }) => name.slice(0, 6));
  for (const [at, file] of policies.entries())
    if (codesOfFiles.indexOf(codesOfFiles[at]!) < at)
      add(file, [{ field: '', remedy: `${codesOfFiles[at]} has another file already; put all its policies into one` }]);
  return { problems, notices: noticesAbout(policies.flatMap(({ json }) => json as PolicyEntry[])) };
}
