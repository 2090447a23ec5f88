/** Names of fields whose values may be kept in a recording: what the source's file reads and what tells nobody. */
import type { Service, SourceFile } from '../../protocols/source-file.ts';

/** Of FHIR's elements: codes, times, states and links. Names, identifiers and addresses are not among them. */
const OF_FHIR =
  'resourceType type status system code coding reference fullUrl url relation total issued effectiveDateTime collectedDateTime valueInteger id use mode';

/**
 * The last step of every path in the file that leads to a word, a time or a count; but for one that also leads to a name or
 * a number of somebody's.
 */
export function keptNames(source: SourceFile): Set<string> {
  const services: Service[] = [...source.results, ...source.results.flatMap(({ task }) => (task ? [task.poll] : []))];
  const paths = services.flatMap(({ success, codes = [] }) => [...success, ...codes].map(({ path }) => path));
  for (const { fields, tests, withdrawn, notOut, task, paging } of source.results) {
    const { outcome, sampleCollectedAt, testedAt, reportIssuedAt, institution, poolSize } = fields;
    paths.push(
      ...[outcome, sampleCollectedAt, testedAt, reportIssuedAt, institution, poolSize].filter(
        (path) => path !== undefined,
      ),
    );
    paths.push(...[tests, withdrawn, notOut, task?.state].flatMap((each) => (each ? [each.path] : [])));
    if (paging && 'total' in paging && paging.total) paths.push(paging.total);
  }
  const lastOf = (path: string) => path.split('.').at(-1)!;
  const ownNames = source.results.flatMap(({ fields: { echoName, echoNumber, specimen, reportNumber } }) =>
    [echoName, echoNumber, specimen, reportNumber].flatMap((path) => (path ? [lastOf(path)] : [])),
  );
  const names = paths.map(lastOf).filter((name) => !ownNames.includes(name));
  return new Set(source.protocol === 'fhir' ? OF_FHIR.split(' ') : names);
}
