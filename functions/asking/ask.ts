/** Ask: has those asked who are due about a citizen, in the time that an answer can wait for it. */
import { type Instant, instantOf } from '../../core/index.ts';
import { type LogDetails, withoutContent } from '../effects/log.ts';
import { type AfterAsking, dueOf, type Refusal } from './askable.ts';
import { type AskEffects, type Asking, claimAndQueue, withPlace } from './claim-and-queue.ts';
import { retryAtOf } from './freshness.ts';

/** For so long an answer may wait for its questions to be claimed and queued, and so much longer for each of many. */
const ASKING_MS = 1_500;
const EACH_MS = 25;
/** Questions that were not queued in time are most often queued by then. */
const LATE_AGAIN_MS = 2_000;

/**
 * Has asked whoever is due. Who reads is answered also where tables or queues are slow or broken: then those who are due
 * could not be asked, which is `busy`; a question that is queued late all the same is answered like any other.
 */
export async function askWhoIsDue(effects: AskEffects, asking: Asking): Promise<AfterAsking> {
  const { log, world } = effects;
  const { head, replies, askable, place, urged } = asking;
  const due = dueOf(head, replies, askable, world.clock.now(), urged);
  if (due.length === 0 && withPlace(head.j, place) === head.j) return { head, refused: new Map() };
  const unasked = (why: LogDetails, again?: Instant): AfterAsking => {
    log('asking-failed', why);
    const refusal: Refusal = { reason: 'busy', retryAt: retryAtOf('busy', world.clock.now(), again) };
    return { head, refused: new Map(due.map(({ key }) => [key, refusal])) };
  };
  const asked = new AbortController();
  const queued = claimAndQueue(effects, asking)
    .catch((error: unknown) => unasked(withoutContent(error)))
    .finally(() => asked.abort());
  const late = world.clock
    .sleep(ASKING_MS + EACH_MS * due.length, asked.signal)
    .then(() =>
      asked.signal.aborted ? queued : unasked({ error: 'too late' }, instantOf(world.clock.now() + LATE_AGAIN_MS)),
    );
  return Promise.race([queued, late]);
}
