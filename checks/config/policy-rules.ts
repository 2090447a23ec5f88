/** Rules for one file of policies that its schema cannot say. */
import { parseInstant } from '../../core/index.ts';
import { overlap, type PolicyEntry, periodOf } from './policy-file.ts';
import { type Known, type Problem, pointer, type Rule } from './problem.ts';

export const policyRules: Rule<PolicyEntry[]>[] = [
  function* belongsToItsFile(policies, { name, jurisdictions }) {
    const code = /^(\d{6})-[a-z0-9-]+$/.exec(name)?.[1];
    if (code === undefined)
      yield { field: '', remedy: 'call the file <code>-<name>.json, such as 310000-shanghai.json' };
    for (const [at, { jurisdiction }] of policies.entries()) {
      const field = pointer(at, 'jurisdiction');
      if (!jurisdictions.has(jurisdiction))
        yield { field, remedy: `${jurisdiction} is not in jurisdictions.json; correct it or add the place there` };
      else if (code !== undefined && jurisdiction !== code)
        yield { field, remedy: `is ${jurisdiction} in a file of ${code}; move it into that place's file` };
    }
  },
  function* hasRealDates(policies) {
    for (const [at, policy] of policies.entries())
      for (const field of ['effectiveFrom', 'effectiveUntil'] as const) {
        const text = policy[field];
        if (text !== undefined && parseInstant(text) === undefined)
          yield { field: pointer(at, field), remedy: `${text} is on no calendar; write a day that exists` };
      }
  },
  function* endsAfterItBegins(policies) {
    for (const [at, policy] of policies.entries()) {
      const { from, until } = periodOf(policy);
      if (from >= until)
        yield { field: pointer(at, 'effectiveUntil'), remedy: 'ends before it begins; set it after effectiveFrom' };
    }
  },
  function* neverHoldsTwice(policies) {
    for (const [at, policy] of policies.entries()) {
      const before = policies.findIndex((other) => other.scene === policy.scene && overlap(other, policy));
      if (before < at)
        yield {
          field: pointer(at, 'effectiveFrom'),
          remedy: `two policies for ${policy.scene} hold at once, this and number ${before}; end the earlier where the later begins`,
        };
    }
  },
  function* countsWholeDays(policies) {
    for (const [at, { startsFrom, windowHours }] of policies.entries())
      if (startsFrom === 'sample-day' && windowHours % 24 !== 0)
        yield { field: pointer(at, 'windowHours'), remedy: 'sample-day counts whole days; use a multiple of 24' };
  },
  function* canBeMet(policies) {
    for (const [at, { negatives }] of policies.entries())
      if (negatives && negatives.withinHours < 24 * (negatives.count - 1))
        yield {
          field: pointer(at, 'negatives', 'withinHours'),
          remedy: `${negatives.count} negatives of different days do not fit; allow at least ${24 * (negatives.count - 1)} hours`,
        };
  },
];

/** Every rule's findings about one file. */
export function* checkPolicies(policies: PolicyEntry[], known: Known): Iterable<Omit<Problem, 'file'>> {
  for (const rule of policyRules) yield* rule(policies, known);
}
