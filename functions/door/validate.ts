/** Validate: a body against a door's schema; the first wrong field becomes a problem with the schema's own remedy. */
import * as v from 'valibot';
import { wrong } from './problem.ts';
import type { Response } from './request.ts';

/** Every check of the schema carries its remedy as message, so that nothing the caller sent is ever quoted. */
export function validate<S extends v.GenericSchema>(
  schema: S,
  body: Record<string, unknown> | undefined,
): { value: v.InferOutput<S> } | { problem: Response } {
  const read = v.safeParse(schema, body ?? {}, { abortEarly: true });
  if (read.success) return { value: read.output };
  const issue = read.issues[0];
  const path = issue.path?.map((item) => String(item.key)) ?? [];
  return wrong(`/${path.join('/')}`, issue.message);
}

/** A text of so many characters; `remedy` says what to send. */
export function text(remedy: string, min: number, max: number) {
  return v.pipe(
    v.string(remedy),
    v.check((value) => {
      const length = [...value].length;
      return length >= min && length <= max;
    }, remedy),
  );
}
