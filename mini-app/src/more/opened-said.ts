/** OpenedSaid: why a link did not open, told apart only as far as the server does: a wrong secret is never told from no link at all. */
import type { Trouble } from '../http/trouble.ts';
import type { MoreWords } from './words/index.ts';

/** `undefined`: it is a trouble like any other. */
export function openedSaid(trouble: Trouble, { opened }: MoreWords): string | undefined {
  if (trouble.kind !== 'problem') return undefined;
  switch (trouble.status) {
    case 400:
      return trouble.field === '/venue' ? opened.chooseVenue : opened.wrong;
    case 403:
      return trouble.problem ? undefined : opened.notStaff;
    case 404:
      return opened.wrong;
    case 410:
      return opened.over[trouble.over ?? 'withdrawn'];
  }
  return undefined;
}

/** The two halves of a link's one parameter; `undefined` when it was cut. */
export function linkParts(link: string | undefined): { id: string; secret: string } | undefined {
  const [, id, secret] = /^([\w-]+)\.([\w-]+)$/.exec(link ?? '') ?? [];
  return id !== undefined && secret !== undefined ? { id, secret } : undefined;
}
