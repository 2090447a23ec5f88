/** The event source over the embedded SQS keeps AWS's rules for failures, visibility, retention and dead letters. */
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../core/index.ts';
import { SandboxClock } from './clock.ts';
import { type EventSource, startEventSource } from './event-source.ts';
import { FunctionHost } from './function-host.ts';
import { type EmbeddedQueues, startQueues } from './queues.ts';

const ID = 'shanghai';
const FIFO = 'one-at-a-time.fifo';
const clock = new SandboxClock(instantOf(Date.parse('2022-08-01T07:45:00+08:00')));
let queues: EmbeddedQueues;
let eventSource: EventSource | undefined;
const failures: unknown[] = [];

beforeEach(async () => {
  failures.length = 0;
  queues = await startQueues('test', [
    { name: ID, visibilitySeconds: 1, retentionSeconds: 60 },
    { name: FIFO, visibilitySeconds: 1, retentionSeconds: 60 },
  ]);
});
afterEach(async () => {
  await eventSource?.stop();
  eventSource = undefined;
  await queues.stop();
});

function listen(invoke: (event: SQSEvent) => Promise<unknown>, concurrency = 2, retentionSeconds = 60, queue = ID) {
  eventSource = startEventSource({
    sqs: queues.sqs,
    queueUrl: queues.urlPrefix + queue,
    concurrency,
    visibilitySeconds: 1,
    retentionSeconds,
    clock,
    invoke,
    onFailure: (failure) => failures.push(failure),
  });
}

const send = (body: string) =>
  queues.sqs.send(new SendMessageCommand({ QueueUrl: queues.urlPrefix + ID, MessageBody: body }));

const until = async (holds: () => boolean | Promise<boolean>) => {
  for (const end = Date.now() + 15_000; Date.now() < end; ) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('waited 15 s in vain');
};
const quiet = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a message', () => {
  it('that is handled is gone', async () => {
    const bodies: string[] = [];
    listen(async ({ Records }) => void bodies.push(...Records.map(({ body }) => body)));
    await send('one');
    await until(() => bodies.length === 1);
    await quiet(1_500);
    expect(bodies).toEqual(['one']);
  });

  it('that is reported as failed comes again, and counts its receipts', async () => {
    const receipts: string[] = [];
    listen(async ({ Records: [record] }) => {
      receipts.push(record!.attributes.ApproximateReceiveCount);
      return { batchItemFailures: receipts.length < 2 ? [{ itemIdentifier: record!.messageId }] : [] };
    });
    await send('one');
    await until(() => receipts.length === 2);
    await quiet(1_500);
    expect(receipts).toEqual(['1', '2']);
    expect(await queues.takeDeadLetters()).toEqual([]);
  });

  it('that always fails is delivered three times and then lies in the dead-letter queue', async () => {
    let deliveries = 0;
    listen(async () => {
      deliveries += 1;
      throw new Error('defect');
    });
    await send('hopeless');
    const dead: string[] = [];
    await until(async () => {
      dead.push(...(await queues.takeDeadLetters()));
      return dead.length > 0;
    });
    expect(dead).toEqual(['hopeless']);
    expect(deliveries).toBe(3);
    expect(failures).toHaveLength(3);
  });

  it('whose function times out comes again, to another environment', async () => {
    let environments = 0;
    const host = new FunctionHost({
      name: 'ask-token-gateway',
      timeoutSeconds: 0.1,
      clock,
      random: () => 0.5,
      start: () => {
        const me = environments++;
        return me === 0 ? () => new Promise(() => {}) : async () => ({ batchItemFailures: [] });
      },
    });
    listen((event) => host.invoke(event));
    await send('one');
    await until(() => environments === 2);
    await quiet(1_500);
    expect(environments).toBe(2);
    expect(String(failures)).toContain('ask-token-gateway timed out');
  });

  it('older than its queue keeps messages is not delivered', async () => {
    await send('stale');
    await quiet(1_100);
    let deliveries = 0;
    listen(async () => void deliveries++, 2, 1);
    await quiet(1_500);
    expect(deliveries).toBe(0);
  });
});

it('has at most its concurrency under way, one message each', async () => {
  let underWay = 0;
  let most = 0;
  let handled = 0;
  listen(async ({ Records }) => {
    expect(Records).toHaveLength(1);
    most = Math.max(most, ++underWay);
    await quiet(20);
    underWay -= 1;
    handled += 1;
  }, 3);
  await Promise.all(Array.from({ length: 30 }, (_, i) => send(`message ${i}`)));
  await until(() => handled === 30);
  expect(most).toBe(3);
});

describe('a FIFO queue of one message group', () => {
  const sendInTurn = (body: string) =>
    queues.sqs.send(
      new SendMessageCommand({ QueueUrl: queues.urlPrefix + FIFO, MessageBody: body, MessageGroupId: 'questions' }),
    );

  it('has one message under way however many could read it, in the order sent, a repeated sending once', async () => {
    let underWay = 0;
    let most = 0;
    const handled: string[] = [];
    for (const body of ['1', '2', '2', '3', '4']) await sendInTurn(body);
    listen(
      async ({ Records: [record] }) => {
        most = Math.max(most, ++underWay);
        await quiet(50);
        underWay -= 1;
        handled.push(record!.body);
      },
      5,
      60,
      FIFO,
    );
    await until(() => handled.length >= 4);
    await quiet(300);
    expect(handled).toEqual(['1', '2', '3', '4']);
    expect(most).toBe(1);
  });

  it('lets nobody past one that failed, gives it up after three times to the FIFO dead letters, and goes on', async () => {
    const delivered: string[] = [];
    await sendInTurn('hopeless');
    await sendInTurn('fine');
    listen(
      async ({ Records: [record] }) => {
        delivered.push(record!.body);
        if (record!.body === 'hopeless') throw new Error('defect');
      },
      1,
      60,
      FIFO,
    );
    await until(() => delivered.includes('fine'));
    expect(delivered).toEqual(['hopeless', 'hopeless', 'hopeless', 'fine']);
    expect(await queues.takeDeadLetters()).toEqual(['hopeless']);
  });
});

it('does not wait long for one that hangs when it is stopped', async () => {
  listen(() => new Promise(() => {}));
  await send('one');
  await quiet(50);
  const before = performance.now();
  await eventSource!.stop();
  expect(performance.now() - before).toBeLessThan(3_000);
});

it('lets those under way end when it is stopped', async () => {
  let ended = false;
  listen(async () => {
    await quiet(100);
    ended = true;
  });
  await send('one');
  await quiet(50);
  await eventSource!.stop();
  expect(ended).toBe(true);
});
