/** Paper request: what POST /paper-results takes, each field with its remedy. */
import * as v from 'valibot';
import { MOST_CHARACTERS } from '../../core/certificate/certificate.ts';
import { institutionKey } from '../../core/index.ts';
import { plainNumber } from '../asking/number-mark.ts';
import { wrong } from '../door/problem.ts';
import type { Response } from '../door/request.ts';
import { text, validate } from '../door/validate.ts';
import type { Directory } from '../effects/directory.ts';

export type PaperRequest =
  | { kind: 'number'; number: string; source?: string; institution?: string }
  | { kind: 'certificate'; text: string };

const NUMBER = 'Send the report or specimen number on the paper: 4 to 64 letters, digits and hyphens.';
const INSTITUTION = 'Send the institution as the paper names it, at most 60 characters.';
const TEXT = 'Send what the code on the paper holds, as it was scanned.';
const SCHEMA = v.variant(
  'kind',
  [
    v.object(
      {
        kind: v.literal('number'),
        number: v.pipe(
          text(NUMBER, 4, 64),
          v.transform((typed) => typed.trim()),
          v.check((typed) => /^[\w./-]{4,64}$/.test(plainNumber(typed)), NUMBER),
        ),
        source: v.optional(v.string('Send an id of GET /sources.')),
        institution: v.optional(
          v.pipe(
            text(INSTITUTION, 1, 60),
            v.transform((typed) => typed.trim()),
            v.check((typed) => typed !== '' && !/[\p{Cc}\p{Cf}]/u.test(typed), INSTITUTION),
          ),
        ),
      },
      NUMBER,
    ),
    v.object({ kind: v.literal('certificate'), text: text(TEXT, 1, MOST_CHARACTERS) }, TEXT),
  ],
  'Send number or certificate.',
);

/** An institution that is one of our sources becomes that source, whether it was chosen or typed. */
export function readPaperRequest(
  { sources }: Directory,
  body: Record<string, unknown> | undefined,
): { value: PaperRequest } | { problem: Response } {
  const valid = validate(SCHEMA, body);
  if ('problem' in valid || valid.value.kind === 'certificate') return valid;
  const { source, institution, ...rest } = valid.value;
  if ((source === undefined) === (institution === undefined)) {
    return wrong('/source', 'Send either source, an id of GET /sources, or institution, as the paper names it.');
  }
  if (institution === undefined) {
    return sources.has(source!) ? { value: { ...rest, source } } : wrong('/source', 'Send an id of GET /sources.');
  }
  const typed = institutionKey(institution);
  const named = [...sources.values()].find(({ names }) => [names.zh, names.en].map(institutionKey).includes(typed));
  return { value: named ? { ...rest, source: named.id } : { ...rest, institution } };
}
