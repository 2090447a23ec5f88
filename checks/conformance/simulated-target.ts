/** A simulated source as a target: it alone is started, with the invented people whom its test people are made of. */
import { parseInstant } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/source-file.ts';
import { MORNING, SandboxClock } from '../../sandbox/clock.ts';
import { people } from '../../sandbox/people/index.ts';
import { holdingsOf } from '../../sandbox/sources/holdings.ts';
import { serve } from '../../sandbox/sources/serve.ts';
import { SIMULATORS } from '../../sandbox/sources/simulators/index.ts';
import { SOURCE_IDS } from '../../sandbox/sources/source-ids.ts';
import { inventedTestPeople } from './invented-test-people.ts';
import type { Target } from './target.ts';

/** Its clock runs so much faster than the wall's, so that a source of one call a second is asked in a few. */
const SPEED = 4;
const SEED = 81;

/** Throws RangeError for a source that nobody simulates. */
export async function simulatedTarget(source: SourceFile): Promise<Target> {
  const id = SOURCE_IDS.find((known) => known === source.id);
  if (!id)
    throw new RangeError(`${source.id} is not simulated; ask the real one with --endpoint, --secret and --people`);
  const clock = new SandboxClock(parseInstant(MORNING)!, SPEED);
  const served = await serve(SIMULATORS[id], holdingsOf(people), { clock, seed: SEED });
  return {
    source,
    origin: served.origin,
    place: 'simulated',
    secret: served.simulator.secret,
    people: inventedTestPeople({ ...source, id }, clock.now()),
    clock,
    speed: SPEED,
    pass: async (ms) => clock.skip(ms),
    stop: () => served.stop(),
  };
}
