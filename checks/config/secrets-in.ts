/** Credentials and URLs written down where only names, paths and `$secret.<field>` belong. */
import { type Problem, pointer } from './problem.ts';

/** Names of secrets, not secrets. */
const NAMES_OF_SECRETS = new Set(['/secret', '/testPeople']);
const SECRET_NAME = /secret|password|passwd|pwd|token|appkey|privatekey|credential/i;
/** Sixteen or more characters of letters and figures mixed as no word or path is. */
const KEY_MATERIAL = /^(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9+=_-]{16,}$|^[A-Za-z0-9+/]{40,}={0,2}$|-----BEGIN/;

/** Looks at every text of a file; `field` is the pointer to `value`. */
export function* secretsIn(value: unknown, field: string): Iterable<Omit<Problem, 'file'>> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* secretsIn(inner, field + pointer(key));
  } else if (typeof value === 'string' && field !== '/$schema' && !NAMES_OF_SECRETS.has(field)) {
    const sentUnderSecretName = SECRET_NAME.test(field.split('/').at(-1)!) && isSent(field) && !value.startsWith('$');
    if (value.includes('://') && !isParameter(field))
      yield { field, remedy: 'holds a URL; the host stands in /host, and a service has a path only' };
    else if (KEY_MATERIAL.test(value) || sentUnderSecretName)
      yield { field, remedy: 'looks like a credential; put it into the secret and write $secret.<field> here' };
  }
}

/** What a call says, not where it goes: a code system's name may be a URL. */
function isParameter(field: string): boolean {
  return /\/parameters\/[^/]+$/.test(field);
}

/** Places whose values go out with a call. */
function isSent(field: string): boolean {
  return /\/(parameters|headers|arguments|sorted)\/[^/]+$/.test(field);
}
