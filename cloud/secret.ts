/**
 * `npm run secret -- <source>`: writes a source's credentials where the function that asks it reads them, in the sandbox
 * or with `--stage prod` in that stage. They are typed without echo, or come with `--from <file>` (`-`: piped in) as a
 * JSON object; never as arguments, which others can see and shells remember; and they are never printed.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readConfigurationFolder } from '../functions/effects/configuration.ts';
import { Mistake, tell } from '../functions/operating/mistake.ts';
import { secretFields } from './secrets/fields.ts';
import { fieldsFrom, fieldsTyped } from './secrets/given-fields.ts';
import { type SecretStore, sandboxStore, stageStore } from './secrets/secret-store.ts';
import { stageNamed } from './stages.ts';
import { atTerminal } from './terminal.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const USAGE = 'npm run secret -- <source> [--stage <stage>] [--from <file>|-]';

async function writeSecret(): Promise<string> {
  const { id, stage, from } = readArguments();
  const { sources } = await readConfigurationFolder(join(root, 'config'));
  const source = sources.find((each) => each.id === id);
  if (!source)
    throw new Mistake(`There is no config/sources/${id}.json; say one of ${sources.map((s) => s.id).join(', ')}`);
  const known = secretFields(source);
  const store = storeOf(`sources/${source.secret}`, stage);
  try {
    const held = await store.read();
    if (from === undefined && !process.stdin.isTTY)
      throw new Mistake('Nobody can type here: give the fields with --from <file>, or --from - and a pipe');
    const given = await (from === undefined ? fieldsTyped(known, Object.keys(held)) : fieldsFrom(from, known));
    const fields = Object.fromEntries(Object.entries({ ...held, ...given }).filter(([name]) => known.includes(name)));
    const missing = known.filter((name) => !(name in fields));
    if (missing.length > 0)
      throw new Mistake(`Still missing: ${missing.join(', ')}. Nothing was written to ${store.place}`);
    await store.write(fields);
    return `Written to ${store.place}: ${known.join(', ')}.${stage ? ' Functions read it anew within 15 minutes.' : ' Start the sandbox again to use it.'}`;
  } finally {
    store.close();
  }
}

function storeOf(name: string, stage: string | undefined): SecretStore {
  const folder = process.env.SANDBOX_FOLDER || join(root, '.sandbox');
  if (stage === undefined) return sandboxStore(join(folder, 'secrets.json'), name);
  return stageStore(stageNamed(stage).region, `huren/${stage}/${name}`);
}

function readArguments() {
  const options = { stage: { type: 'string' }, from: { type: 'string' } } as const;
  let read: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;
  try {
    read = parseArgs({ options, allowPositionals: true });
  } catch {
    throw new Mistake(`An option is not known. ${USAGE}`);
  }
  // A second word may be a credential: it is not repeated.
  if (read.positionals.length !== 1) throw new Mistake(`Name one source, and no credentials: ${USAGE}`);
  return { id: read.positionals[0]!, ...read.values };
}

await atTerminal(() => tell(process.argv.slice(2), USAGE, writeSecret));
