// Once before the browser tests: the site as it would be served, and a Chromium to look at it with.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findBrowser, howToInstall } from '../browser/harness/find.ts';
import { BROWSERS } from '../browser/harness/page.ts';
import { unpackChromium } from '../../src/site/build/chromium/unpack.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Builds `dist/` unless it is fresh, unpacks Chromium unless that was done, and says which browsers are missing. */
export default async function setup(): Promise<void> {
  await unpackChromium();
  for (const name of BROWSERS) {
    const found = findBrowser(name);
    console.log(found === null ? `${howToInstall(name)} Its tests are ${process.env['NSP_REQUIRE'] === '1' ? 'failed' : 'skipped'}.` : `Tests in ${name}: ${found.path}`);
  }
  // A site built elsewhere, such as one unpacked from a release, is tested as it is.
  if (process.env['NSP_DIST'] === undefined) await build();
}

async function build(): Promise<void> {
  const start = performance.now();
  try {
    await promisify(execFile)(process.execPath, ['src/cli/launch.mjs', 'build'], { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`The site could not be built:\n${stdout}${stderr}`);
  }
  console.log(`Built the site in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
}
