/** The simulated sources, on loopback, in the sandbox's time. */
import type { Instant } from '../../core/index.ts';
import type { Person } from '../people/index.ts';
import type { LoggedCall } from './call-log.ts';
import type { Clock } from './clock.ts';
import type { Fault } from './faults.ts';
import { holdingsOf, type Lookup } from './holdings.ts';
import { type Served, serve } from './serve.ts';
import { SIMULATORS } from './simulators/index.ts';
import { SOURCE_IDS, type SourceId } from './source-ids.ts';
import { startStrangerHost } from './stranger-host.ts';

export type { Fault } from './faults.ts';
export type { HeldTest, Lookup } from './holdings.ts';
export { type PushedRow, push, rowsAbout } from './push.ts';
export { SOURCE_IDS, type SourceId } from './source-ids.ts';

export interface SourcesOptions {
  clock: Clock;
  people: readonly Person[];
  /** The same seed gives the same delays. */
  seed: number;
  /** Every answer takes exactly so long, or as long as drawn for it; the fault `slow` still draws its own. */
  delayMs?: number | ((id: SourceId) => number);
  /** What sources hold, instead of the people's tests: a bench's generated citizens. */
  lookup?: Lookup;
}

export interface Sources {
  /** Host of the configuration → where to connect; look it up for every call, for a fault may lead elsewhere. */
  origins: Readonly<Record<string, string>>;
  /** Credentials by the source's id, as its secret `sources/<id>` holds them. */
  secrets: Record<string, Record<string, string>>;
  /** `null`: well again. Throws for a fault that this source cannot play. */
  setFault(id: SourceId, fault: Fault | null): void;
  fault(id: SourceId): Fault | null;
  /** What a source can play. */
  faultsAt(id: SourceId): readonly Fault[];
  /** Calls a source received from that instant on, refused ones included; while `down` it receives none. */
  callsSince(id: SourceId, instant: Instant): LoggedCall[];
  /** The most calls within any one second, of all or from an instant on. */
  maxPerSecond(id: SourceId, since?: Instant): number;
  /** Calls that somebody sent although the certificate is a stranger's; none should. */
  strangerServed(): number;
  stop(): Promise<void>;
}

export async function startSources({ people, lookup, ...options }: SourcesOptions): Promise<Sources> {
  const holdings = holdingsOf(people, lookup);
  const [stranger, ...served] = await Promise.all([
    startStrangerHost(),
    ...SOURCE_IDS.map((id) => serve(SIMULATORS[id], holdings, options)),
  ]);
  const byId = new Map<string, Served>(served.map((each) => [each.simulator.id, each]));
  const of = (id: SourceId): Served => {
    const found = byId.get(id);
    if (!found) throw new Error(`no simulated source "${id}"; there are ${SOURCE_IDS.join(', ')}`);
    return found;
  };
  const origins = {};
  for (const { simulator, origin, fault } of served) {
    const get = () => (fault() === 'bad-certificate' ? stranger.origin : origin);
    Object.defineProperty(origins, simulator.host, { enumerable: true, get });
  }
  return {
    origins,
    secrets: Object.fromEntries(served.map(({ simulator: { id, secret } }) => [id, secret])),
    setFault: (id, fault) => of(id).setFault(fault),
    fault: (id) => of(id).fault(),
    faultsAt: (id) => of(id).faults,
    callsSince: (id, instant) => of(id).callsSince(instant),
    maxPerSecond: (id, since) => of(id).maxPerSecond(since),
    strangerServed: stranger.served,
    async stop() {
      await Promise.all([stranger.stop(), ...served.map((each) => each.stop())]);
    },
  };
}
