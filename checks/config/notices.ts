/** What is allowed and should still be looked at: windows that start elsewhere than the notice says, and 层层加码. */
import { withAncestors } from '../../core/index.ts';
import { overlap, type PolicyEntry } from './policy-file.ts';

/** One sentence each. */
export function noticesAbout(policies: readonly PolicyEntry[]): string[] {
  return policies.flatMap((policy) => [...startsElsewhere(policy), ...stricterThanParent(policy, policies)]);
}

const label = ({ jurisdiction, scene, effectiveFrom }: PolicyEntry) =>
  `${jurisdiction} ${scene} from ${effectiveFrom.slice(0, 10)}`;

function startsElsewhere(policy: PolicyEntry): string[] {
  if (policy.startsFrom === 'report-issued') return [];
  return [`${label(policy)} counts from ${policy.startsFrom}, not from the report: ${policy.document}`];
}

/** Compared with the nearest ancestor that has a policy for the scene at the same time. */
function stricterThanParent(policy: PolicyEntry, policies: readonly PolicyEntry[]): string[] {
  for (const code of withAncestors(policy.jurisdiction).slice(1)) {
    const parents = policies.filter(
      (other) => other.jurisdiction === code && other.scene === policy.scene && overlap(other, policy),
    );
    const softer = parents.filter(
      (parent) => policy.windowHours < parent.windowHours || (policy.negatives && !parent.negatives),
    );
    if (softer.length > 0)
      return softer.map(
        (parent) =>
          `${label(policy)} is stricter (${policy.windowHours} h) than ${label(parent)} (${parent.windowHours} h): ${policy.document}`,
      );
    if (parents.length > 0) return [];
  }
  return [];
}
