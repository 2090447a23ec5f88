/** Tokens: given out for a credential, good for a while; whoever comes with another is told that it is stale. */
import type { Answer } from '../loopback.ts';
import { sameText } from '../same-text.ts';
import type { Door, Received, Refuse } from './description.ts';
import { type Issued, IssuedSecret } from './issued-secret.ts';

export interface TokenRules {
  /** Where and how it is asked for. */
  door: Pick<Door, 'method' | 'path' | 'reads'>;
  /** What must be sent, as it is. */
  credential: Record<string, string>;
  livesMs: number;
  /** What a caller gets; `livesMs` for those who are told how long. */
  issue(issued: Issued): Answer;
  /** Where a call carries it. */
  carried(received: Received): string | undefined;
}

export function tokens({ door, credential, livesMs, issue, carried }: TokenRules): {
  door: Door;
  refuse: Refuse;
  goodAt: IssuedSecret['goodAt'];
} {
  const issued = new IssuedSecret(livesMs);
  return {
    door: {
      ...door,
      aboutNobody: true,
      answer: ({ call, fields }) =>
        Object.entries(credential).every(([name, value]) => sameText(fields[name], value))
          ? issue(issued.issue(call.at))
          : 'unsigned',
    },
    refuse: (received) =>
      issued.goodAt(received.call.at).some((good) => sameText(carried(received), good)) ? undefined : 'stale',
    goodAt: (at) => issued.goodAt(at),
  };
}
