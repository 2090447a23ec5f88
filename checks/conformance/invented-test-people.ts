/** The invented people whom a simulated source would give us to test with, and what it holds about them. */
import { DOCUMENT_TYPES, type DocumentType, formatInstant, type Instant } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/source-file.ts';
import { people } from '../../sandbox/people/index.ts';
import { holdingsOf } from '../../sandbox/sources/holdings.ts';
import type { SourceId } from '../../sandbox/sources/source-ids.ts';
import type { TestPerson } from './test-person.ts';

/** So many with results, and nobody at all for each kind of document. */
const WITH_RESULTS = 4;
/** Of the right shape, and nobody's. */
const NOBODY: Record<DocumentType, string> = {
  'resident-id': '110101190001010006',
  passport: 'E00000999',
  'hk-macao-permit': 'H00000999',
  'taiwan-permit': '00000999',
  'permanent-resident-id': 'XXX000000000999',
};

export function inventedTestPeople({ id, documents }: SourceFile & { id: SourceId }, now: Instant): TestPerson[] {
  const known = (type: string) => Object.hasOwn(documents, type);
  const found = everybody(id, now).filter(({ expect, document }) => expect === 'found' && known(document.type));
  const nobody = DOCUMENT_TYPES.filter(known).map(
    (type): TestPerson => ({ name: '吴人', document: { type, number: NOBODY[type] }, expect: 'none' }),
  );
  return [...found.slice(0, WITH_RESULTS), ...nobody];
}

function everybody(id: SourceId, now: Instant): TestPerson[] {
  const holdings = holdingsOf(people);
  return people.flatMap((person) =>
    person.documents.flatMap((document, at): TestPerson[] => {
      const held = holdings.lookup(id, { name: person.name, number: document.number }, now);
      if (held.some(({ outcome }) => outcome === undefined)) return [];
      const newest = [...held].sort((a, b) => (b.sampledAt ?? 0) - (a.sampledAt ?? 0))[0];
      return [
        {
          name: person.name,
          document,
          ...(person.phone.registeredWith === at ? { phone: person.phone.number } : {}),
          ...(newest ? { specimenNumber: newest.reportNumber } : {}),
          expect: newest ? 'found' : 'none',
          ...(newest
            ? {
                newest: {
                  outcome: newest.outcome!,
                  sampleCollectedAt: formatInstant(newest.sampledAt!),
                  ...(newest.testedAt ? { testedAt: formatInstant(newest.testedAt) } : {}),
                  reportIssuedAt: formatInstant(newest.reportedAt!),
                  institution: newest.institution,
                  poolSize: newest.poolSize,
                },
              }
            : {}),
        },
      ];
    }),
  );
}
