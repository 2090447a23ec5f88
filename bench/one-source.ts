/** One source that allows twenty requests a second, many citizens who want its word, and what it saw of them. */
import { type Instant, instantOf } from '../core/index.ts';
import type { HeldTest } from '../sandbox/sources/index.ts';
import { bindGenerated, type GeneratedCitizen } from './generated-citizens.ts';
import { type Ground, startGround } from './ground.ts';
import { type Page, Phones, type SourceState } from './phone.ts';

/** Without tokens, so that every call it gets is a question. */
export const SOURCE = 'guangdong';
export const ALLOWED_PER_SECOND = 20;
const QUERY = { jurisdiction: '440000', scope: SOURCE, scene: 'public-places' };
const HOUR_MS = 3_600_000;

export interface OneSource {
  ground: Ground;
  citizens: GeneratedCitizen[];
  phones: Phones;
  /** When the source answered about a number, each time it did. */
  answersAbout(number: string): readonly Instant[];
}

export async function startOneSource(count: number, speed: number, seed: number): Promise<OneSource> {
  const answers = new Map<string, Instant[]>();
  const ground = await startGround({
    speed,
    seed,
    lookup: (_source, { number, name = '' }, now) => {
      answers.set(number, [...(answers.get(number) ?? []), ground.clock.now()]);
      return [heldTest(number, name, now)];
    },
  });
  const citizens = await bindGenerated(ground.world, 0, count);
  return { ground, citizens, phones: new Phones(ground, QUERY), answersAbout: (number) => answers.get(number) ?? [] };
}

/** The source as a page shows it. */
export function shown({ sources }: Page): SourceState {
  return sources.find(({ id }) => id === SOURCE)!;
}

export const isWord = ({ state }: SourceState) => state === 'found' || state === 'none';

/** A negative of last night: the same for everybody, but for whom it is about. */
export function heldTest(number: string, name: string, now: Instant): HeldTest {
  const hoursAgo = (hours: number) => instantOf(now - hours * HOUR_MS);
  return {
    name,
    number,
    documentType: 'resident-id',
    sampledAt: hoursAgo(14),
    testedAt: hoursAgo(9),
    reportedAt: hoursAgo(8),
    outcome: 'negative',
    institution: '岭南临床检验中心',
    jurisdiction: '440100',
    samplingPoint: '体育中心采样点',
    poolSize: 10,
    specimenNumber: '20220801000',
    reportNumber: '20220801000',
  };
}
