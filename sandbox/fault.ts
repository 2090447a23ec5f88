/** `npm run fault -- <source> <fault>`: switches a fault of a simulated source on, or off with `none`, while it runs. */
import { argv, env } from 'node:process';

const [source, fault] = argv.slice(2);
const origin = `http://127.0.0.1:${env.PORT || 4000}`;

async function switchFault(): Promise<string> {
  if (!source || !fault) {
    const { sources } = (await (await fetch(`${origin}/sandbox`)).json()) as {
      sources: { id: string; fault: string | null; faults: string[] }[];
    };
    const one = sources.find(({ id }) => id === source);
    if (one) return `${one.id} is ${one.fault ?? 'well'}. It can play ${one.faults.join(', ')}; none makes it well.`;
    const states = sources.map(({ id, fault: played }) => `  ${id.padEnd(18)} ${played ?? 'well'}`).join('\n');
    return `${states}\nSwitch one: npm run fault -- <source> <fault>; npm run fault -- <source> lists what it can play.`;
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
