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
import type { Control } from './control.ts';
import { turnToCall } from './turn-to-call.ts';
import type { World } from './world.ts';

export interface Sources {
  /** `tasks`: those submitted about the very document that is asked about. */
  askResults(source: SourceFile, question: Question, tasks: TaskStore): Promise<Asked>;
  /** `tasks`: those submitted for the very claim that is checked. */
  askCheck(source: SourceFile, check: Check, question: Question, tasks: TaskStore): Promise<Checked>;
}

export function createSources(world: World, tokens: TokenStore, control: Control, breaker: BreakerStore): Sources {
  const turn = (source: SourceFile) => turnToCall(source, { control, clock: world.clock });
  const means = async (source: SourceFile): Promise<Means> => ({
    secret: await world.secret(`sources/${source.secret}`),
    tokens,
    breaker,
    origin: (host) => world.origin(host),
    clock: world.clock,
    nextTurn: () => turn(source),
    nonce: randomUUID,
    random: () => world.random(),
  });
  return {
    async askResults(source, question, tasks) {
      const all = { ...(await means(source)), tasks };
      await turn(source);
      return askSource(source, all, question);
    },
    async askCheck(source, check, question, tasks) {
      const all = { ...(await means(source)), tasks };
      await turn(source);
      return checkIdentity(source, all, check, question);
    },
  };
}
