/** Calls: a platform's object `wx` or `my`: what is asked of it and not there is written down, because code that merely
 * looks whether a call exists must find nothing, and a test must still learn of it. */

/** The object, and the names that were read from it and not found. */
export function createCalls(calls: Record<string, unknown>): { object: object; missed: Set<string> } {
  const missed = new Set<string>();
  const object = new Proxy(calls, {
    get(target, name, receiver) {
      if (typeof name === 'string' && !(name in target)) missed.add(name);
      return Reflect.get(target, name, receiver);
    },
  });
  return { object, missed };
}

/** The callbacks that every call of both platforms takes. */
export interface Callbacks {
  success?(reply: unknown): void;
  fail?(reply: unknown): void;
  complete?(reply: unknown): void;
}

/** Never before the call has returned, as on a phone. */
export function reply(callbacks: Callbacks | undefined, kind: 'success' | 'fail', value: unknown): void {
  setTimeout(() => {
    callbacks?.[kind]?.(value);
    callbacks?.complete?.(value);
  }, 0);
}
