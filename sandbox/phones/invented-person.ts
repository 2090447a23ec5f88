/** Invented person: one more than the sandbox has, for a test that needs somebody of their own. */
import type { Person } from '../people/index.ts';
import { personCalled } from './going.ts';

const SOFIA = personCalled('sofia-rossi');
/** Somebody else with her tests; `digits`: four that tell them apart. */
export const inventPerson = (id: string, digits: string, changes: Partial<Person>): Person => ({
  ...SOFIA,
  id,
  zh: id,
  documents: [{ ...SOFIA.documents[0]!, number: `YZ000${digits}` }],
  phone: { ...SOFIA.phone, number: `1000000${digits}` },
  tests: SOFIA.tests.map((test) => ({ ...test, specimenNumber: `X${digits}`, reportNumber: `XR${digits}` })),
  specimenNumber: `XR${digits}`,
  ...changes,
});
