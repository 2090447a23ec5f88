/** Identity request: what PUT /identity takes, each field with its remedy. */
import * as v from 'valibot';
import { DOCUMENT_TYPES, type IdDocument, NAME_MAX_TYPED, normaliseDocument, normaliseName } from '../../core/index.ts';
import { wrong } from '../door/problem.ts';
import { NAME_REMEDIES, NUMBER_REMEDIES } from '../door/remedies.ts';
import type { Response } from '../door/request.ts';
import { text, validate } from '../door/validate.ts';

export interface IdentityRequest {
  /** As core keeps them. */
  name: string;
  document: IdDocument;
  phoneCode?: string;
  specimenNumber?: string;
  consent: { textVersion: string };
}

const SCHEMA = v.object(
  {
    name: text('Send the name as it stands on the document.', 1, NAME_MAX_TYPED),
    document: v.object(
      {
        type: v.picklist(DOCUMENT_TYPES, `Send one of ${DOCUMENT_TYPES.join(', ')}.`),
        number: text('Send the number as it stands on the document.', 1, 60),
      },
      'Send the document as {type, number}.',
    ),
    phoneCode: v.optional(text("Send the super-app's code for the phone number, or leave it out.", 1, 200)),
    specimenNumber: v.optional(
      v.pipe(
        text('Send the report or specimen number, 4 to 64 characters, or leave it out.', 4, 64),
        v.transform((typed) => typed.normalize('NFKC').trim()),
        v.regex(/^[\w\s./-]{4,}$/, 'Send the report or specimen number: letters, digits and hyphens.'),
      ),
    ),
    consent: v.object(
      {
        textVersion: v.pipe(
          text('Send the version of the text the person has agreed to.', 1, 40),
          v.regex(/^[\w.-]+$/, 'Send the version of the text the person has agreed to.'),
        ),
      },
      'Ask for consent first, and send the version of the text as {textVersion}.',
    ),
  },
  'Send name, document and consent.',
);

export function readIdentityRequest(
  body: Record<string, unknown> | undefined,
): { value: IdentityRequest } | { problem: Response } {
  const valid = validate(SCHEMA, body);
  if ('problem' in valid) return valid;
  const { value } = valid;
  const name = normaliseName(withComposedLetters(value.name));
  if ('problem' in name) return wrong('/name', NAME_REMEDIES[name.problem]);
  const { type, number } = value.document;
  const normal = normaliseDocument(type, number);
  if ('problem' in normal) return wrong('/document/number', NUMBER_REMEDIES[normal.problem]);
  if (value.phoneCode !== undefined && value.specimenNumber !== undefined) {
    return wrong('/specimenNumber', 'Send phoneCode or specimenNumber, not both.');
  }
  return { value: { ...value, name: name.name, document: normal.document } };
}

/** Some keyboards send é as e and an accent. Latin letters only: composing would change rare Chinese characters. */
function withComposedLetters(name: string): string {
  return name.replace(/[A-Za-z][\u0300-\u036f]+/g, (letter) => letter.normalize('NFC'));
}
