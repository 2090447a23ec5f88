/** The seven simulated sources, on loopback, in the sandbox's time. */
import type { Instant } from '../../core/index.ts';
import type { Person } from '../people/index.ts';
import { createAnhui } from './anhui.ts';
import type { LoggedCall } from './call-log.ts';
import type { Clock } from './clock.ts';
import { createGuangdong } from './guangdong.ts';
import { createHexinLab } from './hexin-lab.ts';
import { createJiangsu } from './jiangsu.ts';
import { createNationalPlatform } from './national-platform.ts';
import { type Lookup, recordsOf } from './records.ts';
import { type Served, serve } from './serve.ts';
import { createShanghai } from './shanghai.ts';
import type { CreateSimulator, Fault } from './simulator.ts';
import { SOURCE_IDS, type SourceId } from './source-ids.ts';
import { createZhejiang } from './zhejiang.ts';

export type { LoggedCall } from './call-log.ts';
export type { Asked, HeldTest, Lookup } from './records.ts';
export { FAULTS, type Fault } from './simulator.ts';
export { SOURCE_IDS, type SourceId } from './source-ids.ts';

const SIMULATORS: Record<SourceId, CreateSimulator> = {
  'national-platform': createNationalPlatform,
  shanghai: createShanghai,
  zhejiang: createZhejiang,
  jiangsu: createJiangsu,
  anhui: createAnhui,
  guangdong: createGuangdong,
  'hexin-lab': createHexinLab,
};

export interface SourcesOptions {
  clock: Clock;
  people: readonly Person[];
  /** The same seed gives the same delays. */
  seed: number;
  /** Every answer takes exactly so long; the fault `slow` still draws its own. */
  delayMs?: number;
  /** What sources hold, instead of the people's tests: a bench's generated citizens. */
  lookup?: Lookup;
}

export interface Sources {
  /** Host of the configuration → where to connect. */
  origins: Record<string, string>;
  /** Credentials by the source's id, as its secret `sources/<id>` holds them. */
  secrets: Record<string, Record<string, string>>;
  /** `null`: well again. */
  setFault(id: SourceId, fault: Fault | null): void;
  fault(id: SourceId): Fault | null;
  /** Calls a source received from that instant on, refused ones included; while `down` it receives none. */
  callsSince(id: SourceId, instant: Instant): LoggedCall[];
  /** The most calls within any one second, of all or from an instant on. */
  maxPerSecond(id: SourceId, since?: Instant): number;
  stop(): Promise<void>;
}

export async function startSources({ people, lookup, ...options }: SourcesOptions): Promise<Sources> {
  const records = recordsOf(people, lookup);
  const simulators = SOURCE_IDS.map((id) => SIMULATORS[id](records));
  const served = new Map<string, Served>();
  for (const simulator of simulators) served.set(simulator.id, await serve(simulator, options));
  const of = (id: SourceId): Served => {
    const found = served.get(id);
    if (!found) throw new Error(`no simulated source "${id}"; there are ${SOURCE_IDS.join(', ')}`);
    return found;
  };
  return {
    origins: Object.fromEntries(simulators.map(({ host, id }) => [host, of(id).origin])),
    secrets: Object.fromEntries(simulators.map(({ id, secret }) => [id, secret])),
    setFault: (id, fault) => of(id).setFault(fault),
    fault: (id) => of(id).fault(),
    callsSince: (id, instant) => of(id).callsSince(instant),
    maxPerSecond: (id, since) => of(id).maxPerSecond(since),
    async stop() {
      await Promise.all([...served.values()].map((each) => each.stop()));
    },
  };
}
