/** `npm run fault -- <source> <fault>`: switches a fault of a simulated source on, or off with `none`, while it runs. */
import { FAULTS, SOURCE_IDS } from './sources/index.ts';

const [source, fault] = process.argv.slice(2);
const origin = `http://127.0.0.1:${process.env.PORT || 4000}`;

async function switchFault(): Promise<string> {
  if (!source || !fault) {
    const { sources } = (await (await fetch(`${origin}/sandbox`)).json()) as {
      sources: { id: string; fault: string }[];
    };
    const states = sources.map((each) => `  ${each.id.padEnd(18)} ${each.fault ?? 'well'}`).join('\n');
    return `${states}\nSwitch one: npm run fault -- <${SOURCE_IDS.join('|')}> <${FAULTS.join('|')}|none>`;
  }
  const response = await fetch(`${origin}/sandbox/sources/${encodeURIComponent(source)}/fault`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ fault: fault === 'none' ? null : fault }),
  });
  if (response.ok) return `${source} is ${fault === 'none' ? 'well' : fault} now.`;
  const { title, detail } = (await response.json()) as { title: string; detail: string };
  process.exitCode = 1;
  return `${title}: ${detail}`;
}

console.log(
  await switchFault().catch(() => {
    process.exitCode = 1;
    return `The sandbox does not answer at ${origin}. Start it with npm start; PORT says where it listens.`;
  }),
);
