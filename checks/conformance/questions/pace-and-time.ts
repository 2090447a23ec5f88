/** Questions about time: the same question again, a second at full pace, and how long answers take. */
import type { Asking } from '../asking.ts';
import { type Finding, finding, notShown, type Remedy } from '../finding.ts';
import type { TestPerson } from '../test-person.ts';
import { handiest, type PersonHeard, patiently, wordsOf } from './whoever-holds-results.ts';

export async function aboutPace(asking: Asking, everybody: PersonHeard[]): Promise<Finding[]> {
  const known = handiest(everybody);
  if (!known) return [notShown('the same again', 'the same', 'nobody to ask about')];
  const again = await patiently(asking, known.person);
  const same = JSON.stringify(withoutTime(again.reply)) === JSON.stringify(withoutTime(known.heard.reply));
  return [
    finding(
      'the same question again',
      wordsOf(known.heard),
      wordsOf(again),
      same
        ? []
        : [{ field: '/freshness/foundMinutes', what: 'two answers within a minute differ: ask the source why' }],
      again.ms,
    ),
    await aSecondAtFullPace(asking, known.person, Math.max(1, again.exchanges.length)),
  ];
}

const BUSY = 'this machine is too busy to tell';
const HELD_UP_MS = 200;

const withoutTime = ({ retrievedAt: _at, ...reply }: { retrievedAt: unknown }) => reply;

/** `calls`: how many a question about this person makes, its pages and services counted. */
async function aSecondAtFullPace(asking: Asking, person: TestPerson, calls: number): Promise<Finding> {
  const { source, clock } = asking.target;
  const { requestsPerSecond, concurrency } = source.limits;
  const count = Math.max(2, Math.floor((0.9 * requestsPerSecond) / calls));
  const underWay = new Set<Promise<unknown>>();
  const words: string[] = [];
  await asking.turn();
  for (let sent = 0; sent < count; sent += 1) {
    while (underWay.size >= concurrency) await Promise.race(underWay);
    const asked: Promise<unknown> = asking.atOnce(person).then(({ reply }) => {
      words.push(reply.kind === 'failed' ? reply.reason : reply.kind);
      underWay.delete(asked);
    });
    underWay.add(asked);
    await clock.sleep(calls * asking.spacingMs);
  }
  await Promise.all(underWay);
  const pace = `a second at full pace (${count} questions)`;
  const over = words.filter((word) => word === 'over-quota' || word === 'busy').length;
  // Calls that this machine holds up arrive in a bunch, and a few of them too soon.
  if (over > 0 && over <= count / 2 && asking.slackMs > HELD_UP_MS) return notShown(pace, 'none over quota', BUSY);
  const remedies: Remedy[] =
    over > 0
      ? [
          {
            field: '/limits/requestsPerSecond',
            what: `${over} of ${count} questions were over quota at the pace of ${requestsPerSecond} a second; set what the source allows`,
          },
        ]
      : [];
  return finding(pace, 'none over quota', `${over} over quota`, remedies);
}

/** Of every ordinary question of the run. What this machine itself may have taken is not held against the source. */
export function aboutAnswerTimes({ target: { source }, times, slackMs }: Asking): Finding {
  const question = 'how long answers take';
  const { deadlineMs, p90Seconds } = source.limits;
  const promised = p90Seconds === undefined ? deadlineMs : p90Seconds * 1000;
  const p90 = [...times].sort((a, b) => a - b)[Math.ceil(0.9 * times.length) - 1] ?? 0;
  const late = times.filter((ms) => ms - slackMs > promised).length;
  const expected = `nine of ten within ${promised / 1000} s`;
  const actual = `${(p90 / 1000).toFixed(2)} s over ${times.length} calls`;
  // So many too late are no accident: less than one run in a hundred would show them if the promise held.
  const accident = 0.1 * times.length + 2.4 * Math.sqrt(0.09 * times.length);
  if (late <= accident) return finding(question, expected, actual);
  const seconds = Math.ceil(p90 / 100) / 10;
  const atOnce = Math.ceil(source.limits.requestsPerSecond * seconds);
  const what = `set ${seconds}, and limits.concurrency to at least ${atOnce}`;
  return finding(question, expected, actual, [{ field: '/limits/p90Seconds', what }]);
}
