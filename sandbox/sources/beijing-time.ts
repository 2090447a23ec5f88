/** Beijing time in the forms that sources write it: wall-clock text that does not name its zone. */
import { formatInstant, type Instant } from '../../core/index.ts';

/** `2022-08-01 07:45:00` */
export function spacedTime(at: Instant): string {
  return formatInstant(at).slice(0, 19).replace('T', ' ');
}

/** `20220801074500` */
export function compactTime(at: Instant): string {
  return spacedTime(at).replace(/\D/g, '');
}
