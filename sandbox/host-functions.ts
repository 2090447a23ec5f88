/** Hosts every function that serverless.yml and the generated fragments name: its door, its role, its timeout. */
import { type AskFunction, generate, roleId } from '../cloud/generate.ts';
import { FunctionHost } from './function-host.ts';
import { type Carrier, openDoor } from './open-doors.ts';
import { requireOf, type Statement } from './permissions.ts';
import { type ServiceFile, statementsOf } from './service-file.ts';
import { seededRandom } from './sources/delay.ts';
import { createWorld, type Surroundings } from './world.ts';

export interface HostedFunctions {
  /** By the function's name: `query-results`, `ask-soap`. */
  invoke(name: string, event: unknown): Promise<unknown>;
  stop(): void;
}

export async function hostFunctions(
  service: ServiceFile,
  asking: AskFunction[],
  surroundings: Surroundings,
  { stage, seed, onFailure }: { stage: string; seed: number; onFailure: (failure: unknown) => void },
): Promise<HostedFunctions> {
  const generated = generate(surroundings.sources, { stage, partition: 'aws' });
  const hosts = new Map<string, FunctionHost>();

  async function host(name: string, timeoutSeconds: number, door: string, carrier: Carrier, role: Statement[]) {
    const open = await openDoor(door, carrier);
    const require = requireOf(name, role, generated, onFailure);
    const start = (ended: AbortSignal) => open(createWorld(surroundings, ended, require));
    const random = seededRandom(seed, name);
    hosts.set(name, new FunctionHost({ name, timeoutSeconds, clock: surroundings.clock, random, start }));
  }

  for (const [door, timeout] of Object.entries(service.timeouts)) {
    const carrier = service.routes.some((route) => route.door === door) ? 'http' : 'schedule';
    await host(door, timeout, door, carrier, service.statements[door]!);
  }
  for (const { name, timeoutSeconds } of asking) {
    const role = statementsOf(generated.resources.Resources[roleId(name)]);
    await host(name, timeoutSeconds, 'ask-source', 'queue', role);
  }
  return {
    invoke: (name, event) => hosts.get(name)!.invoke(event),
    stop() {
      for (const each of hosts.values()) each.stop();
    },
  };
}
