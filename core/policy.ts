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
  /** Besides the window of the newest: so many negatives in all, the newest included, of different Beijing days, sampled within so many hours. */
  negatives?: { count: number; withinHours: number };
  /** Staff compare name and last four with the document. */
  compare?: 'document';
  effectiveFrom: Instant;
  /** First moment at which it no longer holds. */
  effectiveUntil?: Instant;
  /** The document this comes from, as a person would cite it. */
  document: string;
}

/**
 * The policy of the nearest ancestor in force at `now`, or `undefined`: then nothing has to be shown there. Where a place's
 * periods overlap, the one that began last holds, whatever the order of `policies`.
 */
export function policyInForce(
  policies: readonly Policy[],
  jurisdiction: JurisdictionCode,
  scene: Scene,
  now: Instant,
): Policy | undefined {
  for (const code of withAncestors(jurisdiction)) {
    const inForce = policies.filter(
      (policy) => policy.jurisdiction === code && policy.scene === scene && isInForce(policy, now),
    );
    if (inForce.length > 0)
      return inForce.reduce((last, each) => (each.effectiveFrom > last.effectiveFrom ? each : last));
  }
  return undefined;
}

function isInForce({ effectiveFrom, effectiveUntil }: Policy, now: Instant): boolean {
  return effectiveFrom <= now && (effectiveUntil === undefined || now < effectiveUntil);
}
