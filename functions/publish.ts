/** Publishes the static documents that phones read: sources, jurisdictions with scopes, policies. Run on deployment and hourly. */
import { formatInstant, type Policy } from '../core/index.ts';
import { awsWorld } from './effects/aws-world.ts';
import type { Configuration } from './effects/configuration.ts';
import { createPublishingEffects, type PublishingEffects } from './effects/for-publishing.ts';

/** Writes those that have changed; says how many. */
export async function handle({ directory, documents, log }: PublishingEffects): Promise<{ written: number }> {
  const names = Object.entries(staticDocuments(directory.configuration));
  const written = await Promise.all(names.map(([name, document]) => documents.publish(name, document)));
  const count = written.filter(Boolean).length;
  if (count > 0) log('documents-published', { count });
  return { written: count };
}

export async function handler(): Promise<{ written: number }> {
  return handle(await createPublishingEffects(awsWorld()));
}

/** By the path under which a phone asks for it. Hosts, secrets, limits and contacts of sources stay inside. */
function staticDocuments({ sources, jurisdictions, scopes, policies }: Configuration): Record<string, object> {
  return {
    sources: {
      sources: sources.map(({ id, names, channel, jurisdiction, evidence, network }) => ({
        id,
        ...names,
        channel,
        jurisdiction,
        evidence,
        network,
      })),
    },
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
