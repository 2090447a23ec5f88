/** Sources: asking one, with its secret and with tokens and breaker kept as items. */
import { randomUUID } from 'node:crypto';
import {
  type Asked,
  askSource,
  type BreakerStore,
  type Check,
  type Checked,
  checkIdentity,
  type Means,
  type Question,
  type SourceFile,
  type TaskStore,
  type TokenStore,
} from '../../protocols/index.ts';
import { holdPerCallMs } from '../asking/pace.ts';
import { callsOf } from '../asking/patience.ts';
import { turnToCall } from '../asking/turn-to-call.ts';
import type { Control } from './control.ts';
import type { World } from './world.ts';

export interface Sources {
  /** `tasks`: those submitted about the very document that is asked about. */
  askResults(source: SourceFile, question: Question, tasks: TaskStore): Promise<Asked>;
  /** `tasks`: those submitted for the very claim that is checked. */
  askCheck(source: SourceFile, check: Check, question: Question, tasks: TaskStore): Promise<Checked>;
}

export function createSources(world: World, tokens: TokenStore, control: Control, breaker: BreakerStore): Sources {
  const means = async (source: SourceFile): Promise<Means> => ({
    secret: await world.secret(`sources/${source.secret}`),
    tokens,
    breaker,
    origin: (host) => world.origin(host),
    clock: world.clock,
    callSpacingMs: holdPerCallMs(source),
    nonce: randomUUID,
    random: () => world.random(),
  });
  const turn = (source: SourceFile, calls: number) => turnToCall(source, calls, { control, clock: world.clock });
  return {
    async askResults(source, question, tasks) {
      const all = { ...(await means(source)), tasks };
      await turn(source, callsOf(source));
      return askSource(source, all, question);
    },
    async askCheck(source, check, question, tasks) {
      const all = { ...(await means(source)), tasks };
      await turn(source, 1);
      return checkIdentity(source, all, check, question);
    },
  };
}
