/** Control: what all environments agree on about a source, as one item each; booked, promised and braked by conditional writes. */
import { BatchGetCommand, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ControlItem } from './items.ts';
import { ifConditionHolds, type Tables } from './tables.ts';
import type { Timed } from './world.ts';

/** For how long an environment believes what it last read. */
const BELIEVED_MS = 5_000;

export interface Control {
  /** As last read, at most five seconds ago, or longer where the table does not answer; one request for all that are not known. */
  read(sources: Iterable<string>): Promise<Map<string, ControlItem>>;
  /** As it is now, or as this environment has seen it so few milliseconds ago. */
  readNow(source: string, atMostMsOld?: number): Promise<ControlItem>;
  /**
   * Moves the booked-until clock on by `costMs`, if then at most `roomMs` are booked ahead of now and asking is open.
   * Returns when the booked calls' turn begins; `undefined`: no room, or not open (`readNow` tells).
   */
  book(source: string, costMs: number, roomMs: number): Promise<number | undefined>;
  /** Takes the next place in the source's clock of calls, and moves it on by `costMs`; returns when that place is. */
  call(source: string, costMs: number): Promise<number>;
  /** Promises the next `count` turns, `costMs` apart; returns the first. */
  promise(source: string, costMs: number, count: number): Promise<number>;
  /** Writes attributes under a condition of its own: the breaker, holding, lateness, an operator. */
  update(source: string, change: ControlChange): Promise<ControlItem | undefined>;
}

export interface ControlChange {
  expression: string;
  condition?: string;
  values?: Record<string, unknown>;
  names?: Record<string, string>;
}

const OPEN =
  '(attribute_not_exists(#state) OR #state <> :off) AND (attribute_not_exists(openUntil) OR openUntil <= :now)';

export function createControl(world: Timed, tables: Tables): Control {
  const believed = new Map<string, { item: ControlItem; until: number }>();
  /** Requests under way, so that a crowd reads once. */
  const reading = new Map<string, Promise<void>>();
  const keyOf = (source: string) => ({ pk: `source#${source}`, sk: 'control' });
  const believe = (source: string, item: ControlItem): ControlItem => {
    believed.set(source, { item, until: world.clock.now() + BELIEVED_MS });
    return item;
  };

  async function update(
    source: string,
    expression: string,
    condition: string | undefined,
    values?: object,
    names?: object,
  ) {
    const written = await ifConditionHolds(
      tables.client.send(
        new UpdateCommand({
          TableName: tables.cache,
          Key: keyOf(source),
          UpdateExpression: expression,
          ConditionExpression: condition,
          ExpressionAttributeValues: values as Record<string, unknown> | undefined,
          ExpressionAttributeNames: names as Record<string, string> | undefined,
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );
    return written && believe(source, written.Attributes as ControlItem);
  }

  /** Moves a clock that never lies in the past on by `ms`; returns where it was. */
  async function moveOn(source: string, clock: 'callAt' | 'turn', ms: number): Promise<number> {
    const names = { '#clock': clock };
    for (;;) {
      const now = world.clock.now();
      // Which of the two can hold is known from the last look, and from the first of them that does not.
      if ((believed.get(source)?.item[clock] ?? 0) < now) {
        const condition = 'attribute_not_exists(#clock) OR #clock < :now';
        const idle = await update(source, 'SET #clock = :end', condition, { ':now': now, ':end': now + ms }, names);
        if (idle) return now;
      }
      const values = { ':now': now, ':ms': ms };
      const running = await update(source, 'SET #clock = #clock + :ms', '#clock >= :now', values, names);
      if (running) return running[clock]! - ms;
      believed.delete(source);
    }
  }

  const control: Control = {
    async read(sources) {
      const now = world.clock.now();
      const items = new Map<string, ControlItem>();
      const unknown: string[] = [];
      // A loop: every reading walks all sources.
      for (const source of sources) {
        const last = believed.get(source);
        if (last && last.until > now) items.set(source, last.item);
        else unknown.push(source);
      }
      if (unknown.length === 0) return items;
      const unread = unknown.filter((source) => !reading.has(source));
      for (let from = 0; from < unread.length; from += 100) readMany(unread.slice(from, from + 100));
      await Promise.all(new Set(unknown.map((source) => reading.get(source)))).catch((error: unknown) => {
        // Who was held or closed a while ago most likely still is: better than to know nothing of anybody.
        if (!unknown.every((source) => believed.has(source))) throw error;
      });
      for (const source of unknown) items.set(source, believed.get(source)?.item ?? {});
      return items;
    },
    async readNow(source, atMostMsOld = 0) {
      const { item, until = 0 } = believed.get(source) ?? {};
      if (item && world.clock.now() - (until - BELIEVED_MS) < atMostMsOld) return item;
      const got = await tables.client.send(
        new GetCommand({ TableName: tables.cache, Key: keyOf(source), ConsistentRead: true }),
      );
      return believe(source, (got.Item ?? {}) as ControlItem);
    },
    async book(source, costMs, roomMs) {
      const now = world.clock.now();
      const values = { ':now': now, ':off': 'off' };
      const names = { '#state': 'state' };
      // Which of the two can hold is known from the last look; the clock only ever moves forward.
      if ((believed.get(source)?.item.booked ?? 0) < now) {
        const idle = `${OPEN} AND (attribute_not_exists(booked) OR booked < :now)`;
        const first = await update(source, 'SET booked = :end', idle, { ...values, ':end': now + costMs }, names);
        if (first) return now;
      }
      const running = `${OPEN} AND booked >= :now AND booked <= :last`;
      const after = await update(
        source,
        'SET booked = booked + :cost',
        running,
        { ...values, ':cost': costMs, ':last': now + roomMs - costMs },
        names,
      );
      return after && after.booked! - costMs;
    },
    call: (source, costMs) => moveOn(source, 'callAt', costMs),
    promise: (source, costMs, count) => moveOn(source, 'turn', costMs * count),
    update: (source, { expression, condition, values, names }) => update(source, expression, condition, values, names),
  };
  return control;

  function readMany(sources: string[]): void {
    const request = lookAt(sources).finally(() => {
      for (const source of sources) reading.delete(source);
    });
    for (const source of sources) reading.set(source, request);
  }

  async function lookAt(sources: string[]): Promise<void> {
    const got = await tables.client.send(
      new BatchGetCommand({ RequestItems: { [tables.cache]: { Keys: sources.map(keyOf) } } }),
    );
    const items = new Map(
      (got.Responses?.[tables.cache] ?? []).map((item) => [item.pk as string, item as ControlItem]),
    );
    // What a throttled table has left out is not known to be absent: what was believed before stands until the next look.
    const left = new Set(got.UnprocessedKeys?.[tables.cache]?.Keys?.map(({ pk }) => pk as string));
    for (const source of sources) {
      const pk = `source#${source}`;
      if (!left.has(pk)) believe(source, items.get(pk) ?? {});
    }
  }
}
