/** The moment of a call as gateways want it written: since the epoch, or in Beijing time. */
import { formatInstant, type Instant } from '../core/index.ts';

export type TimestampFormat = 'epoch-ms' | 'epoch-s' | 'yyyy-MM-dd HH:mm:ss' | 'yyyyMMddHHmmss';

export function writeTimestamp(now: Instant, format: TimestampFormat = 'epoch-ms'): string {
  if (format === 'epoch-ms') return String(now);
  if (format === 'epoch-s') return String(Math.floor(now / 1000));
  const text = formatInstant(now).slice(0, 19).replace('T', ' ');
  return format === 'yyyyMMddHHmmss' ? text.replace(/\D/g, '') : text;
}
