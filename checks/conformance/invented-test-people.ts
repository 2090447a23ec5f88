/** The invented people whom a simulated source would give us to test with, and what it holds about them. */
import { formatInstant, type Instant } from '../../core/index.ts';
import { people } from '../../sandbox/people/index.ts';
import { recordsOf } from '../../sandbox/sources/records.ts';
import type { SourceId } from '../../sandbox/sources/source-ids.ts';
import type { TestPerson } from './test-person.ts';

/** So many with results, and somebody without for each kind of document. */
const WITH_RESULTS = 4;

export function inventedTestPeople(id: SourceId, now: Instant): TestPerson[] {
  const all = everybody(id, now);
  const found = all.filter(({ expect }) => expect === 'found').slice(0, WITH_RESULTS);
  const none = all.filter(({ expect }) => expect === 'none');
  return [
    ...found,
    ...none.filter((one, at) => none.findIndex((each) => each.document.type === one.document.type) === at),
  ];
}

function everybody(id: SourceId, now: Instant): TestPerson[] {
  const records = recordsOf(people);
  return people.flatMap((person) =>
    person.documents.flatMap((document, at): TestPerson[] => {
      const held = records.lookup(id, { name: person.name, number: document.number }, now);
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
