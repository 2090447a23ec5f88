/** Base64 with padding (RFC 4648, section 4), as the super-apps' files take it. */
import { encodeBase64Url } from '../../../core/certificate/base64url.ts';

export function encodeBase64(bytes: Uint8Array): string {
  const text = encodeBase64Url(bytes).replace(/-/g, '+').replace(/_/g, '/');
  return text + '==='.slice((text.length + 3) % 4);
}
