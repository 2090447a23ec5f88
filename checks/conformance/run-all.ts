/** Runs every simulated source at once; they mostly wait. */
import type { SourceFile } from '../../protocols/source-file.ts';
import { SOURCE_IDS } from '../../sandbox/sources/source-ids.ts';
import { fewAtOnce } from './few-at-once.ts';
import type { Finding } from './finding.ts';
import { run } from './run.ts';
import { simulatedTarget } from './simulated-target.ts';

export const AT_ONCE = 48;
const AGAIN_AT_ONCE = 3;

export const isSimulated = ({ id }: SourceFile) => SOURCE_IDS.some((known) => known === id);

export const isDifferent = (findings: readonly Finding[]) => findings.some(({ verdict }) => verdict === 'different');

/** By id. A machine that stalled for a second is no difference: whoever has one is asked again, with more time to itself. */
export async function runAll(sources: readonly SourceFile[]): Promise<Map<string, Finding[]>> {
  const findings = new Map<string, Finding[]>();
  const simulated = sources.filter(isSimulated);
  const ask = async (source: SourceFile) => {
    const target = await simulatedTarget(source);
    findings.set(source.id, await run(target).finally(() => target.stop()));
  };
  await fewAtOnce(simulated, AT_ONCE, ask);
  const again = simulated.filter(({ id }) => isDifferent(findings.get(id)!));
  await fewAtOnce(again, AGAIN_AT_ONCE, ask);
  return findings;
}
