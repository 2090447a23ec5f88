/** `npm run package`: the whole cloud as CloudFormation templates and zips, with no credentials and no network. */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfigurationFolder } from '../functions/effects/configuration.ts';
import { installedPrintFont, PRINT_FONT_FILE } from '../functions/effects/print-font.ts';
import { bundleDoors } from './bundle.ts';
import { connectedSources } from './connected-sources.ts';
import { doors } from './doors.ts';
import { generate } from './generate.ts';
import { inventedHosts } from './invented-hosts.ts';
import { type Partition, STAGES, stageNamed } from './stages.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Packages the partitions into `<outFolder>/<partition>/`: `cloudformation-template-update-stack.json` and a zip per
 * function in `artifacts/`, what they were made from in `service/`. `serverless deploy --package` takes it from there.
 */
export async function packageCloud(outFolder: string, partitions: Partition[] = ['aws', 'aws-cn']): Promise<void> {
  const bundles = join(outFolder, 'bundles');
  for (const old of ['bundles', ...partitions]) rmSync(join(outFolder, old), { recursive: true, force: true });
  mkdirSync(bundles, { recursive: true });
  const configuration = await readConfigurationFolder(join(root, 'config'));
  await bundleDoors(doors(join(root, 'functions')), bundles);
  const text = readFileSync(join(root, 'serverless.yml'), 'utf8');

  await Promise.all(
    partitions.map(async (partition) => {
      const stage = STAGES[partition];
      // Nothing is packaged that would only fail where it runs.
      stageNamed(stage, text);
      const connected = connectedSources(text, stage, configuration.sources);
      const service = join(outFolder, partition, 'service');
      mkdirSync(service, { recursive: true });
      cpSync(bundles, join(service, 'functions'), { recursive: true });
      cpSync(installedPrintFont(), join(service, 'functions', PRINT_FONT_FILE));
      writeFileSync(
        join(service, 'functions/configuration.json'),
        JSON.stringify({ ...configuration, connected: connected.map(({ id }) => id) }),
      );
      writeFileSync(join(service, 'serverless.yml'), text);
      writeFileSync(
        join(service, 'generated.json'),
        `${JSON.stringify(generate(connected, { stage, partition }), null, 2)}\n`,
      );
      await serverless(service, ['package', '--stage', stage, '--package', '../artifacts']);
    }),
  );
}

function serverless(folder: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'node_modules/serverless/bin/serverless.js'), ...args], {
      cwd: folder,
      // Nothing of the caller's AWS account may leak into a template, and nothing is asked from or told to anyone.
      env: { PATH: process.env.PATH, HOME: folder, SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`serverless ${args.join(' ')} in ${folder} failed:\n${output}`)),
    );
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const startedAt = Date.now();
  const outFolder = join(root, '.package');
  await packageCloud(outFolder);
  const { sources, roots } = await readConfigurationFolder(join(root, 'config'));
  for (const [partition, stage] of Object.entries(STAGES)) {
    const template = join(outFolder, partition, 'artifacts/cloudformation-template-update-stack.json');
    const resources = Object.keys(JSON.parse(readFileSync(template, 'utf8')).Resources).length;
    console.log(`${partition}: stage ${stage}, ${resources} resources, in .package/${partition}/artifacts`);
    const invented = inventedHosts(readFileSync(join(root, 'serverless.yml'), 'utf8'), stage, sources);
    if (invented.length > 0)
      console.log(
        `${partition}: nobody answers at the invented hosts (.example) of ${invented.join(', ')} (docs/operate.md, step 2).`,
      );
  }
  if (!roots.current)
    console.log(
      'config/roots.json names no root yet: a stage of this package signs no trust list (docs/operate.md, Keys).',
    );
  console.log(`Packaged in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`);
}
