/** The doors as the sandbox runs them: the very files of functions/, with effects made from the sandbox's world. */

import { endpoint, type Handle } from '../functions/door/endpoint.ts';
import { type HandleMessage, queueEndpoint } from '../functions/door/queue-endpoint.ts';
import type { Effects } from '../functions/effects/index.ts';
import { createEffects } from '../functions/effects/index.ts';
import type { World } from '../functions/effects/world.ts';
import type { Handler } from './function-host.ts';

/** What carries a door's events decides its adapter: the gateway, a queue, or a schedule, which needs none. */
export type Carrier = 'http' | 'queue' | 'schedule';

/** Opens a door in an environment's world; loads its file with the first call. */
export async function openDoor(door: string, carrier: Carrier): Promise<(world: World) => Handler> {
  const { handle } = await import(new URL(`../functions/${door}.ts`, import.meta.url).href);
  return (world) => {
    const effects = () => createEffects(world);
    if (carrier === 'http') return endpoint(handle as Handle<Effects>, effects) as Handler;
    if (carrier === 'queue') return queueEndpoint(handle as HandleMessage<Effects>, effects) as Handler;
    return async () => handle(await effects());
  };
}
