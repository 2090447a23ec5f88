/** Request: the only place that speaks HTTP. Whatever a super-app makes of an answer, here it becomes a value; nothing throws. */
import Taro from '@tarojs/taro';
import type { Cancellation } from './cancellation.ts';
import { isObject } from './reading.ts';

export interface Request {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  body?: object;
  token?: string;
  etag?: string;
  cancellation?: Cancellation;
}
export interface Answer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: unknown;
  roundTripMs: number;
}
/** Nothing was answered. */
export type NoAnswer = { kind: 'offline' } | { kind: 'timeout' } | { kind: 'cancelled' };

function parsed(data: unknown): unknown {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}

function lowerCased(headers: unknown): Record<string, string> {
  if (!isObject(headers)) return {};
  const lower: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) lower[name.toLowerCase()] = String(value);
  return lower;
}

/** WeChat and browsers deliver every status as success; Alipay delivers all but 2xx as failure 19 with the answer in it. */
function answerIn(reply: unknown): Omit<Answer, 'roundTripMs'> | undefined {
  if (!isObject(reply)) return undefined;
  const status = reply.statusCode ?? reply.status;
  if (typeof status !== 'number' || status < 200) return undefined;
  return { status, headers: lowerCased(reply.header ?? reply.headers), body: parsed(reply.data) };
}

export function send(request: Request, timeoutMs: number): Promise<Answer | NoAnswer> {
  return new Promise((resolve) => {
    if (request.cancellation?.cancelled) return resolve({ kind: 'cancelled' });
    const startedAt = Date.now();
    const headers: Record<string, string> = {};
    if (request.body) headers['content-type'] = 'application/json';
    if (request.token) headers.authorization = `Bearer ${request.token}`;
    if (request.etag) headers['if-none-match'] = request.etag;
    let task: { abort?(): void } | undefined;
    const finish = (outcome: Answer | NoAnswer) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    const giveUp = (kind: 'timeout' | 'cancelled') => {
      finish({ kind });
      task?.abort?.();
    };
    const timer = setTimeout(() => giveUp('timeout'), timeoutMs);
    request.cancellation?.onCancel(() => giveUp('cancelled'));
    const settle = (reply: unknown) => {
      const answer = answerIn(reply);
      finish(answer ? { ...answer, roundTripMs: Date.now() - startedAt } : { kind: 'offline' });
    };
    try {
      const sent = Taro.request({
        url: request.url,
        method: request.method,
        ...(request.body ? { data: request.body } : {}),
        header: headers,
        // Alipay fails on an empty body that it was to read as JSON.
        ...(request.method === 'DELETE' ? { dataType: 'text' } : {}),
      });
      task = sent;
      sent.then(settle, settle);
    } catch {
      // A mini-program refuses an address outside its list by throwing.
      finish({ kind: 'offline' });
    }
  });
}
