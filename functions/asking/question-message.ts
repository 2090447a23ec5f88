/** Question message: what a queue holds. It names a citizen by an opaque id and nothing else that is personal. */
import * as v from 'valibot';
import type { CitizenId, Instant } from '../../core/index.ts';
import type { AccountKey } from '../effects/items.ts';

const time = v.pipe(
  v.number(),
  v.transform((value) => value as Instant),
);
const id = <T extends string>() =>
  v.pipe(
    v.string(),
    v.maxLength(64),
    v.transform((value) => value as T),
  );

const MESSAGE = v.variant('kind', [
  v.object({
    kind: v.literal('results'),
    citizen: id<CitizenId>(),
    documentRef: v.string(),
    source: v.string(),
    /** Past this nobody waits. */
    askedUntil: time,
    /** When its calls are booked. */
    turnAt: time,
  }),
  v.object({
    kind: v.literal('check'),
    account: id<AccountKey>(),
    /** Which claim of the account. */
    claim: v.string(),
    /** Which asking of that claim: its place in the claim's `asked`. */
    asking: v.number(),
    check: v.picklist(['matched', 'phone', 'holder']),
    source: v.string(),
    askedUntil: time,
    turnAt: time,
  }),
]);

export type QuestionMessage = v.InferOutput<typeof MESSAGE>;

/** `undefined`: nothing of ours. */
export function readQuestionMessage(text: string): QuestionMessage | undefined {
  try {
    const read = v.safeParse(MESSAGE, JSON.parse(text));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}
