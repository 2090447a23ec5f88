/** Ask: has those asked who are due about a citizen, in the time that an answer can wait for it. */
import { type CitizenId, type Instant, instantOf, type JurisdictionCode } from '../../core/index.ts';
import type { HeadItem, ReplyItem } from '../effects/items.ts';
import { type LogDetails, withoutContent } from '../effects/log.ts';
import { type AfterAsking, type Askable, dueOf, type Refusal } from './askable.ts';
import { type AskEffects, claimAndQueue, withPlace } from './claim-and-queue.ts';
import { retryAtOf } from './freshness.ts';

/** For so long an answer may wait for its questions to be claimed and queued, and so much longer for each of many. */
const ASKING_MS = 1_500;
const EACH_MS = 25;
/** Questions that were not queued in time are most often queued by then. */
const LATE_AGAIN_MS = 2_000;

/**
 * Has asked whoever is due; `urged`: somebody has tapped to ask now. Who reads is answered also where tables or queues are
 * slow or broken: then those who are due could not be asked, which is `busy`; a question that is queued late all the same
 * is answered like any other.
 */
export async function askWhoIsDue(
  effects: AskEffects,
  citizen: CitizenId,
  read: { head: HeadItem; replies: ReadonlyMap<string, ReplyItem> },
  askable: readonly Askable[],
  place: JurisdictionCode,
  urged: boolean,
): Promise<AfterAsking> {
  const { log, world } = effects;
  const due = dueOf(read.head, read.replies, askable, world.clock.now(), urged);
  if (due.length === 0 && withPlace(read.head.j, place) === read.head.j) return { head: read.head, refused: new Map() };
  const unasked = (why: LogDetails, again?: Instant): AfterAsking => {
    log('asking-failed', why);
    const refusal: Refusal = { reason: 'busy', retryAt: retryAtOf('busy', world.clock.now(), again) };
    return { head: read.head, refused: new Map(due.map(({ key }) => [key, refusal])) };
  };
  const asked = new AbortController();
  const asking = claimAndQueue(effects, citizen, read, askable, place, urged)
    .catch((error: unknown) => unasked(withoutContent(error)))
    .finally(() => asked.abort());
  const late = world.clock
    .sleep(ASKING_MS + EACH_MS * due.length, asked.signal)
    .then(() =>
      asked.signal.aborted ? asking : unasked({ error: 'too late' }, instantOf(world.clock.now() + LATE_AGAIN_MS)),
    );
  return Promise.race([asking, late]);
}
