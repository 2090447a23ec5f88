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
import type { World } from './world.ts';

export interface Sources {
  /** `tasks`: those submitted about the very document that is asked about. */
  askResults(source: SourceFile, question: Question, tasks: TaskStore): Promise<Asked>;
  askCheck(source: SourceFile, check: Check, question: Question): Promise<Checked>;
}

export function createSources(world: World, tokens: TokenStore, breaker: BreakerStore): Sources {
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
  return {
    askResults: async (source, question, tasks) => askSource(source, { ...(await means(source)), tasks }, question),
    askCheck: async (source, check, question) => checkIdentity(source, await means(source), check, question),
  };
}
