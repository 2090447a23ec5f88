/** Forty sources: those of config/, and one alike for each further place, as the whole country would have them. */
import { fileURLToPath } from 'node:url';
import { type Configuration, loadConfiguration } from '../functions/effects/configuration.ts';

const CONFIG = fileURLToPath(new URL('../config', import.meta.url));
const COUNT = 40;

/** config/ with as many sources as the count says; the added ones are made after the model of one that is there. */
export async function withFortySources(): Promise<Configuration> {
  const configuration = await loadConfiguration(CONFIG);
  const { sources, jurisdictions } = configuration;
  const model = sources.find(({ id }) => id === 'guangdong')!;
  const has = (code: string) => sources.some(({ jurisdiction }) => jurisdiction === code);
  // Places without a source come first; a second one at a place is nothing strange.
  const places = [...jurisdictions].sort((a, b) => Number(has(a.code)) - Number(has(b.code)));
  const added = places.slice(0, COUNT - sources.length).map(({ code, zh, en }) => ({
    ...model,
    id: `place-${code}`,
    jurisdiction: code,
    names: { zh: `${zh}健康码`, en: `${en} Health Code` },
  }));
  const all = [...sources, ...added];
  if (all.length !== COUNT) throw new Error(`config/ has places for ${all.length} sources only, not for ${COUNT}`);
  return { ...configuration, sources: all };
}
