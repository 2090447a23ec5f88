/** Policy 核验政策: what a jurisdiction asks of a negative result, for one scene, during one period. */
import type { Instant } from './instant.ts';
import { type JurisdictionCode, withAncestors } from './jurisdiction.ts';

/** A closed list: 公共场所、交通 / 抵达、入住 / 飞机、高铁、省际客运 / 重点场所. */
export const SCENES = ['public-places', 'arrival', 'long-distance', 'key-places'] as const;
export type Scene = (typeof SCENES)[number];

/** From which moment the window runs; `report-issued` is the rule since 29 July 2022. */
export const STARTS_FROM = ['report-issued', 'sample-collected', 'sample-day'] as const;
export type StartsFrom = (typeof STARTS_FROM)[number];

/** Deliberately without any field for where a test was done or which channel showed it. */
export interface Policy {
  jurisdiction: JurisdictionCode;
  scene: Scene;
  /** ValidityWindow 有效期. With `sample-day`: whole days (a multiple of 24) after the day of sampling. */
  windowHours: number;
  startsFrom: StartsFrom;
  /** A sampling proof (已采样) is accepted for so long after sampling. */
  samplingProofHours?: number;
  /** Besides the newest negative: so many negatives, of different Beijing days, sampled within so many hours. */
  negatives?: { count: number; withinHours: number };
  /** Staff compare name and last four with the document. */
  compare?: 'document';
  effectiveFrom: Instant;
  /** First moment at which it no longer holds. */
  effectiveUntil?: Instant;
  /** The document this comes from, as a person would cite it. */
  document: string;
}

/** The policy of the nearest ancestor in force at `now`, or `undefined`: then nothing has to be shown there. */
export function policyInForce(
  policies: readonly Policy[],
  jurisdiction: JurisdictionCode,
  scene: Scene,
  now: Instant,
): Policy | undefined {
  for (const code of withAncestors(jurisdiction)) {
    const found = policies.find(
      (policy) =>
        policy.jurisdiction === code &&
        policy.scene === scene &&
        policy.effectiveFrom <= now &&
        (policy.effectiveUntil === undefined || now < policy.effectiveUntil),
    );
    if (found) return found;
  }
  return undefined;
}
