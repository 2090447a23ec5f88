/** What we send: a source's own parameter names, filled with the question. */
import { resolve, type Values } from './placeholders.ts';
import type { Question } from './protocol.ts';
import type { Service, SourceFile } from './source-file.ts';

/** Whether the source knows this kind of document at all; one that does not is never asked. */
export function knowsDocument(source: Pick<SourceFile, 'documents'>, question: Pick<Question, 'document'>): boolean {
  return Object.hasOwn(source.documents, question.document.type);
}

/** `$name`, `$number`, `$documentType`, `$phone`, `$specimenNumber`, and what the question's turn brings. */
export function questionValues(source: Pick<SourceFile, 'documents'>, question: Question): Values {
  return {
    $name: question.name,
    $number: question.document.number,
    $documentType: source.documents[question.document.type],
    $phone: question.phone,
    $specimenNumber: question.specimenNumber,
    ...question.turn,
  };
}

/** The service's parameters with every placeholder filled, and those in Base64 or hex that are sent so. */
export function fillParameters(
  { parameters = {}, encode }: Partial<Pick<Service, 'parameters' | 'encode'>>,
  values: Values,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).map(([theirs, ours]) => {
      const text = resolve(ours, values);
      const encoding = encode?.[theirs];
      return [theirs, encoding ? Buffer.from(text, 'utf8').toString(encoding) : text];
    }),
  );
}
