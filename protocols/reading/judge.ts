/** Whether an answer is one: business codes first, then the HTTP status, then the source's own conditions of success. */
import { type Instant, instantOf } from '../../core/index.ts';
import { AskingFailed, type HttpReply, StaleToken } from '../protocol.ts';
import type { CodeMeaning, Service } from '../source-file.ts';
import { textAt } from './path.ts';

/**
 * Gives the document back, or `undefined` where a code says that nothing is held. Throws AskingFailed:
 * a condition met by another value is the source's failure, a condition whose place is missing is not the format agreed.
 */
export function judge(
  reply: Pick<HttpReply, 'status' | 'headers'>,
  document: unknown,
  service: Pick<Service, 'codes' | 'success'>,
  now: Instant,
): unknown {
  const retryAt = retryAfter(reply.headers, now);
  const meaning = meaningOf(document, service) ?? meaningOfStatus(reply.status);
  if (meaning === 'none') return undefined;
  if (meaning === 'stale-token') throw new StaleToken();
  if (meaning !== undefined) throw new AskingFailed(meaning, retryAt);
  for (const { path, values } of service.success) {
    const value = textAt(document, path);
    if (value === undefined) throw new AskingFailed('unreadable');
    if (!values.includes(value)) throw new AskingFailed('source-error', retryAt);
  }
  return document;
}

function meaningOf(document: unknown, service: Pick<Service, 'codes'>): CodeMeaning | undefined {
  for (const { path, values } of service.codes ?? []) {
    const code = textAt(document, path);
    if (code === undefined) continue;
    if (Object.hasOwn(values, code)) return values[code];
    if (Object.hasOwn(values, '*')) return values['*'];
  }
  return undefined;
}

function meaningOfStatus(status: number): CodeMeaning | 'unreadable' | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === 429) return 'over-quota';
  if (status === 401) return 'stale-token';
  if (status === 403) return 'refused';
  return status >= 500 ? 'source-error' : 'unreadable';
}

/** RFC 9110 §10.2.3: seconds, or a date (which is of little use between clocks that differ, so only seconds are read). */
function retryAfter(headers: Record<string, string>, now: Instant): Instant | undefined {
  const text = headers['retry-after'];
  return text !== undefined && /^\d{1,6}$/.test(text) ? instantOf(now + Number(text) * 1000) : undefined;
}
