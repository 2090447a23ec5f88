/**
 * `npm run secret -- <source>`: writes a source's credentials where the function that asks it reads them, in the sandbox
 * or with `--stage prod` in that stage. They are typed without echo, or come with `--from <file>` (`-`: piped in) as a
 * JSON object; never as arguments, which others can see and shells remember; and they are never printed.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { readConfigurationFolder } from '../functions/effects/configuration.ts';
import { secretFields } from './secrets/fields.ts';
import { fieldsFrom, fieldsTyped, Problem } from './secrets/given-fields.ts';
import { type SecretStore, sandboxStore, stageStore } from './secrets/secret-store.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

async function writeSecret(): Promise<string> {
  const { id, stage, from } = readArguments();
  const { sources } = await readConfigurationFolder(join(root, 'config'));
  const source = sources.find((each) => each.id === id);
  if (!source)
    throw new Problem(`There is no config/sources/${id}.json; say one of ${sources.map((s) => s.id).join(', ')}`);
  const known = secretFields(source);
  const store = storeOf(`sources/${source.secret}`, stage);
  try {
    const held = await store.read();
    if (from === undefined && !process.stdin.isTTY)
      throw new Problem('Nobody can type here: give the fields with --from <file>, or --from - and a pipe');
    const given = await (from === undefined ? fieldsTyped(known, Object.keys(held)) : fieldsFrom(from, known));
    const fields = Object.fromEntries(Object.entries({ ...held, ...given }).filter(([name]) => known.includes(name)));
    const missing = known.filter((name) => !(name in fields));
    if (missing.length > 0)
      throw new Problem(`Still missing: ${missing.join(', ')}. Nothing was written to ${store.place}`);
    await store.write(fields);
    return `Written to ${store.place}: ${known.join(', ')}.${stage ? ' Functions read it anew within 15 minutes.' : ' Start the sandbox again to use it.'}`;
  } finally {
    store.close();
  }
}

function storeOf(name: string, stage: string | undefined): SecretStore {
  const folder = process.env.SANDBOX_FOLDER || join(root, '.sandbox');
  if (stage === undefined) return sandboxStore(join(folder, 'secrets.json'), name);
  const { params } = parse(readFileSync(join(root, 'serverless.yml'), 'utf8'), { logLevel: 'silent' });
  const region = params[stage]?.region;
  if (!region) {
    const stages = Object.keys(params).filter((each) => each !== 'default');
    throw new Problem(`serverless.yml has no stage ${stage}; say one of ${stages.join(', ')}, or none for the sandbox`);
  }
  return stageStore(region, `huren/${stage}/${name}`);
}

function readArguments() {
  const usage = 'npm run secret -- <source> [--stage <stage>] [--from <file>|-]';
  try {
    const options = { stage: { type: 'string' }, from: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    // A second word may be a credential: it is not repeated.
    if (positionals.length !== 1) throw new Problem(`Name one source, and no credentials: ${usage}`);
    return { id: positionals[0]!, ...values };
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(`An option is not known. ${usage}`);
  }
}

writeSecret().then(
  (done) => console.log(done),
  (error) => {
    // What the SDK says of a request may quote it; its name says enough.
    console.error(error instanceof Problem ? error.message : `Not written: ${error.name}`);
    process.exitCode = 1;
  },
);
