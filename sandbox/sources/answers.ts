/** Answers and requests in the forms most sources use: JSON, HTML, and form or JSON bodies read without trust. */
import type { Answer } from './loopback.ts';

export function json(value: unknown, status = 200): Answer {
  return { status, type: 'application/json;charset=UTF-8', body: JSON.stringify(value) };
}

/** What a gateway shows during maintenance, with the status of success. */
export function maintenancePage(): Answer {
  return { status: 200, type: HTML, body: page('系统维护中，请稍后再试') };
}

/** The same from a gateway that says so. */
export function unavailablePage(): Answer {
  return { status: 503, type: HTML, body: page('503 Service Temporarily Unavailable') };
}

const HTML = 'text/html;charset=utf-8';
const page = (words: string) =>
  `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>${words}</title></head><body><h1>${words}</h1></body></html>`;

export function notFound(path: string): Answer {
  return json({ timestamp: null, status: 404, error: 'Not Found', path }, 404);
}

/** The body as a JSON object of texts; whatever is no text is left out, and no object at all is `undefined`. */
export function readJson(body: Buffer): Record<string, string> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return undefined;
  }
}

/** A form body; the last of a repeated field counts. */
export function readForm(body: Buffer): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(body.toString('utf8')));
}

/** What stands at the top of a JSON value, printed; objects and lists are left out. */
export function printed(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) =>
      ['string', 'number', 'boolean'].includes(typeof each) ? [[name, String(each)]] : [],
    ),
  );
}
