/** Verdict loop of a phone: judges codes one by one with the mini-program's own signatures, in a process that compiles nothing. */
import { readFileSync } from 'node:fs';
import { instantOf } from '../core/index.ts';
import { mentionsSm2, readTrustList } from '../core/share-code/trust-list.ts';
import { trustedTime } from '../core/share-code/trusted-time.ts';
import { verifyShowing } from '../core/share-code/verify.ts';
import { newDeviceKey } from '../mini-app/src/signatures/device-key.ts';
import { trustMeans } from '../mini-app/src/signatures/trust-means.ts';
import type { VerdictTask } from './verdict-task.ts';

/** Milliseconds of CPU each, which other work on the machine does not lengthen. */
export interface PhoneTimes {
  loading: number;
  /** The trust list with 5 000 revocations read and verified, as after starting. */
  list: number;
  first: number;
  verdicts: number[];
  /** The phone's own fresh signature, every ten seconds. */
  signing: number[];
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function run(task: VerdictTask): Promise<PhoneTimes> {
  const root = {
    ...task.root,
    use: 'root' as const,
    publicKey: Uint8Array.from(task.root.publicKey),
    signsFrom: instantOf(0),
    signsUntil: instantOf(1e13),
  };
  const startedAt = cpuMs();
  const means = await trustMeans(mentionsSm2(task.published, [root]));
  const loadedAt = cpuMs();
  const read = readTrustList(task.published, [root], undefined, means);
  if (read.kind === 'refused') throw new Error(`the list is ${read.reason}`);
  const listAt = cpuMs();
  const time = trustedTime(undefined, task.now);
  const venue = { jurisdiction: task.jurisdiction, scene: 'public-places' as const };
  const judge = (text: string) => verifyShowing(text, venue, read.list, time, means).kind;
  const timed = (text: string, expected: string) => {
    const before = cpuMs();
    const kind = judge(text);
    const after = cpuMs();
    if (kind !== expected) throw new Error(`judged ${kind}, not ${expected}`);
    return after - before;
  };
  const [first, ...others] = task.showings.map((text) => timed(text, 'admit'));
  timed(task.spoilt, 'refuse');
  const key = await newDeviceKey(new Uint8Array(32));
  const signing = task.showings.slice(0, 10).map((text) => {
    const before = cpuMs();
    key.sign(Uint8Array.from(text.slice(0, 300), (letter) => letter.charCodeAt(0)));
    return cpuMs() - before;
  });
  return { loading: loadedAt - startedAt, list: listAt - loadedAt, first: first!, verdicts: others, signing };
}

run(JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as VerdictTask).then((times) =>
  process.stdout.write(JSON.stringify(times)),
);
