/** PackagedChromium: unpacks the Chromium that comes inside an npm package (Linux x64), once, beside the packages. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

export interface PackagedChromium {
  executable: string;
  /** Environment in which it starts on a system that lacks its libraries or has no fonts at all. */
  slimSystem: Record<string, string>;
}

const root = path.resolve(import.meta.dirname, '../..');

/**
 * The package unpacks into the temporary folder of its process and takes whatever lies there under the right name,
 * even half a file of a process that was killed. So it works in a folder of its own, which then gets its name at once.
 */
export async function unpackChromium(): Promise<PackagedChromium> {
  const settings = createRequire(import.meta.url)
    .resolve('@sparticuz/chromium')
    .replace(/build.*$/, 'package.json');
  const { version } = createRequire(import.meta.url)(settings) as { version: string };
  const cache = path.join(root, 'node_modules/.cache');
  const folder = path.join(cache, `chromium-${version}`);
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    const working = mkdtempSync(`${folder}-`);
    // It unpacks the libraries for slim systems only where it believes to be in a Lambda function.
    const env = { ...process.env, TMPDIR: working, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
    const code = "import('@sparticuz/chromium').then(({ default: packaged }) => packaged.executablePath())";
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], { env, cwd: root });
    try {
      renameSync(working, folder);
    } catch {
      // Another process was faster.
      rmSync(working, { recursive: true, force: true });
    }
  }
  return {
    executable: path.join(folder, 'chromium'),
    slimSystem: {
      LD_LIBRARY_PATH: path.join(folder, 'al2023/lib'),
      ...(existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: path.join(folder, 'fonts') }),
    },
  };
}
