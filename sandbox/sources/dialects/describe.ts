/** Makes a simulator of a description: reads calls, refuses them in the source's words, and lets its doors answer. */
import { notFound, printed, readForm } from '../answers.ts';
import { jsonIn } from '../json-in.ts';
import type { Answer } from '../loopback.ts';
import type { CreateSimulator } from '../simulator.ts';
import type { Description, Door, Received, Refusal } from './description.ts';

/** `tell` is called for each simulator, so that tokens, nonces and tasks live and die with it. */
export function describe(tell: () => Description): CreateSimulator {
  return (holdings) => {
    const { refusals, doors, speaks = 'json', ...rest } = tell();
    const refusal = (why: Refusal): Answer =>
      refusals[why] ?? (why === 'over-day' ? refusals['over-quota'] : refusals.unsigned);
    const doorOf = (method: string, path: string) =>
      doors.find((door) => (door.method ?? 'POST') === method && door.path === path);
    return {
      ...rest,
      speaks,
      asks: ({ method, path }) => !doorOf(method, path)?.aboutNobody,
      answer(call) {
        const door = doorOf(call.method, call.path);
        if (!door) return notFound(call.path);
        const received = { call, holdings, ...read(door, call.body, call.query) };
        const answer = door.refuse?.(received) ?? door.answer(received);
        return typeof answer === 'string' ? refusal(answer) : answer;
      },
      overQuota: (_call, span) => refusal(span === 'day' ? 'over-day' : 'over-quota'),
      businessError: () => refusal('broken'),
    };
  };
}

function read({ reads = 'json' }: Door, body: Buffer, query: URLSearchParams): Pick<Received, 'fields' | 'body'> {
  if (reads === 'form') return { fields: readForm(body), body: undefined };
  if (reads === 'query') return { fields: Object.fromEntries(query), body: undefined };
  if (reads === 'xml') return { fields: {}, body: undefined };
  const value = jsonIn(body.toString('utf8'));
  return { fields: printed(value), body: value };
}
