/** Links of ours that are scanned: to which page each leads, and how it is told from others. The secret or signed part lies behind `#`. */

/** Signed statements, each with its page. */
export const STATEMENT_PAGES = {
  venue: 'more/pages/venue/index',
  receipt: 'more/pages/receipt/index',
  tally: 'staff/pages/tally/index',
} as const;
export type StatementUse = keyof typeof STATEMENT_PAGES;

/** Where a citizen's results that were shared with one venue or person are opened. */
export const SHARE_LINK_PAGE = 'more/pages/opened/index';
/** A link of any origin, or the page's own address inside a mini-program; further parameters that a super-app adds are no matter. */
const LINK = /^(?:https?:\/\/[^\s#]*#\/|\/)?([a-z/-]+)\?(code|link)=([\w.-]+)(?:&\S*)?$/;
/** No QR code holds more. */
const MOST_CHARACTERS = 8_192;

export type OurLink = 'venue-code' | 'receipt' | 'tally' | 'share-link';

/** `undefined`: none of ours. Nothing is verified. */
export function linkKind(text: string): OurLink | undefined {
  const parts = partsOf(text);
  if (!parts) return undefined;
  if (parts.page === SHARE_LINK_PAGE) return parts.name === 'link' ? 'share-link' : undefined;
  if (parts.name !== 'code') return undefined;
  if (parts.page === STATEMENT_PAGES.venue) return 'venue-code';
  if (parts.page === STATEMENT_PAGES.receipt) return 'receipt';
  return parts.page === STATEMENT_PAGES.tally ? 'tally' : undefined;
}

/** The signed part of a link to this use's page. */
export function statementCode(use: StatementUse, text: string): string | undefined {
  const parts = partsOf(text);
  return parts && parts.name === 'code' && parts.page === STATEMENT_PAGES[use] ? parts.value : undefined;
}

function partsOf(text: string): { page: string; name: string; value: string } | undefined {
  const found = text.length > MOST_CHARACTERS ? null : LINK.exec(withoutPadding(text));
  return found ? { page: found[1]!, name: found[2]!, value: found[3]! } : undefined;
}

/** Scanners that type add line ends, tabs, zeros and byte order marks; none of them is part of any code of ours. */
export function withoutPadding(text: string): string {
  const isPadding = (at: number) => text.charCodeAt(at) <= 0x20 || /[\s\ufeff]/.test(text[at]!);
  let [from, to] = [0, text.length];
  while (from < to && isPadding(from)) from += 1;
  while (to > from && isPadding(to - 1)) to -= 1;
  return text.slice(from, to);
}
