/** A test of somebody else: what the fault `wrong` shows where a source mixes people up. */
import { type Instant, instantOf } from '../../core/index.ts';
import type { HeldTest } from './holdings.ts';

const HOUR = 3_600_000;

export function strangersTest(now: Instant): HeldTest {
  return {
    name: '佟别人',
    number: '110101190001010006',
    documentType: 'resident-id',
    sampledAt: instantOf(now - 30 * HOUR),
    testedAt: instantOf(now - 24 * HOUR),
    reportedAt: instantOf(now - 22 * HOUR),
    outcome: 'negative',
    institution: '某地临检中心',
    jurisdiction: '110000',
    samplingPoint: '某地采样点',
    poolSize: 10,
    specimenNumber: 'X00000000001',
    reportNumber: 'XR0000000001',
  };
}
