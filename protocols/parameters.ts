/** What we send: a source's own parameter names, filled with the question. */
import type { Question } from './protocol.ts';
import type { SourceFile } from './source-file.ts';

/** Whether the source knows this kind of document at all; one that does not is never asked. */
export function knowsDocument(source: Pick<SourceFile, 'documents'>, question: Pick<Question, 'document'>): boolean {
  return Object.hasOwn(source.documents, question.document.type);
}

/** `$name`, `$number`, `$documentType`, `$phone`, `$specimenNumber` and what the question's turn brings are replaced; anything else is sent as it stands. */
export function fillParameters(
  parameters: Record<string, string>,
  source: Pick<SourceFile, 'documents'>,
  question: Question,
): Record<string, string> {
  const values: Record<string, string | undefined> = {
    $name: question.name,
    $number: question.document.number,
    $documentType: source.documents[question.document.type],
    $phone: question.phone,
    $specimenNumber: question.specimenNumber,
    ...question.turn,
  };
  return Object.fromEntries(
    Object.entries(parameters).map(([theirs, ours]) => {
      const value = Object.hasOwn(values, ours) ? values[ours] : ours;
      if (value === undefined) throw new RangeError(`the question lacks ${ours}`);
      return [theirs, value];
    }),
  );
}
