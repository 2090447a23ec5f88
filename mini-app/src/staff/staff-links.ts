/** StaffLinks: the links that staff scan or open: an invitation to a venue, a desk that waits to be paired. Of any origin. */

const MOST_CHARACTERS = 2_048;

/** From a link, or from the parameters that the page was opened with. */
export function invitationIn(text: string): { venue: string; invitation: string } | undefined {
  const found = parametersOf(text, 'staff/pages/join/index');
  const { venue, invitation } = found ?? {};
  return venue && invitation && /^[a-z0-9]{1,32}$/.test(venue) && /^[\w-]{8,128}$/.test(invitation)
    ? { venue, invitation }
    : undefined;
}

export function deskIn(text: string): string | undefined {
  const { desk } = parametersOf(text, 'staff/pages/pair/index') ?? {};
  return desk && /^[\w-]{4,128}$/.test(desk) ? desk : undefined;
}

function parametersOf(text: string, page: string): Record<string, string> | undefined {
  if (text.length > MOST_CHARACTERS) return undefined;
  const at = text.indexOf(`${page}?`);
  if (at < 0 || !/^\s*(https?:\/\/[^\s#]*#\/|\/)?$/.test(text.slice(0, at))) return undefined;
  const parameters: Record<string, string> = {};
  for (const pair of text
    .slice(at + page.length + 1)
    .trim()
    .split('&')) {
    const equals = pair.indexOf('=');
    if (equals > 0) parameters[pair.slice(0, equals)] = pair.slice(equals + 1);
  }
  return parameters;
}
