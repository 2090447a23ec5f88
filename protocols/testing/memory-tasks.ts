/** A TaskStore in memory, for one document at one source. */
import type { Clock, SubmittedTask, TaskStore } from '../protocol.ts';

export interface MemoryTasks extends TaskStore {
  held: Map<string, SubmittedTask>;
}

export function createMemoryTasks(clock: Pick<Clock, 'now'>): MemoryTasks {
  const held = new Map<string, SubmittedTask>();
  return {
    held,
    async read(service) {
      const task = held.get(service);
      return task && task.expiresAt > clock.now() ? task : undefined;
    },
    async keep(service, task) {
      held.set(service, task);
    },
    async drop(service) {
      held.delete(service);
    },
  };
}
