/** Publishes the static documents that phones read: how sources stand, jurisdictions with scopes, policies. Run on deployment and every five minutes. */
import { DAY_MS, formatInstant, instantOf, type Policy } from '../core/index.ts';
import { awsWorld } from './effects/aws-world.ts';
import type { Configuration } from './effects/configuration.ts';
import type { Control } from './effects/control.ts';
import { createPublishingEffects, type PublishingEffects } from './effects/for-publishing.ts';
import type { ControlItem } from './effects/items.ts';
import { measuredLateness, standingOf } from './publishing/how-sources-stand.ts';

/** Writes those that have changed; says how many. */
export async function handle(effects: PublishingEffects): Promise<{ written: number }> {
  const { directory, documents, log } = effects;
  const names = Object.entries({
    ...staticDocuments(directory.configuration),
    sources: await sourcesDocument(effects),
  });
  const written = await Promise.all(names.map(([name, document]) => documents.publish(name, document)));
  const count = written.filter(Boolean).length;
  if (count > 0) log('documents-published', { count });
  return { written: count };
}

export async function handler(): Promise<{ written: number }> {
  return handle(await createPublishingEffects(awsWorld()));
}

/** The only document that is new each time. What it measures of lateness is kept where readings find it. */
async function sourcesDocument({ control, directory, hours, world }: PublishingEffects): Promise<object> {
  const { sources, connected } = directory.configuration;
  const now = world.clock.now();
  const items = await control.read(connected);
  const standings = sources.map(async (source) => {
    if (!connected.has(source.id)) return standingOf(source, false, {}, [], now);
    const counted = await hours.read(source.id, instantOf(now - KEPT_MS));
    const item = items.get(source.id) ?? {};
    await keepLateness(control, source.id, item, measuredLateness(counted));
    return standingOf(source, true, item, counted, now);
  });
  return { asOf: formatInstant(now), sources: await Promise.all(standings) };
}

const KEPT_MS = 8 * DAY_MS;

async function keepLateness(control: Control, source: string, item: ControlItem, measured: number | undefined) {
  if (item.lateHours === measured) return;
  await control.update(
    source,
    measured === undefined
      ? { expression: 'REMOVE lateHours' }
      : { expression: 'SET lateHours = :hours', values: { ':hours': measured } },
  );
}

/** By the path under which a phone asks for it. */
function staticDocuments({ jurisdictions, scopes, policies }: Configuration): Record<string, object> {
  return {
    jurisdictions: {
      jurisdictions: jurisdictions.map(({ code, zh, en }) => ({ code, zh, en })),
      scopes: scopes.map(({ id, zh, en }) => ({ id, zh, en })),
    },
    policies: { policies: policies.map(writtenPolicy) },
  };
}

function writtenPolicy({ effectiveFrom, effectiveUntil, ...rest }: Policy): object {
  return {
    ...rest,
    effectiveFrom: formatInstant(effectiveFrom),
    ...(effectiveUntil === undefined ? {} : { effectiveUntil: formatInstant(effectiveUntil) }),
  };
}
