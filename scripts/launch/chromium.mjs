import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runSilently, StepFailed } from './child.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MINUTE = 60_000;

/**
 * Finds a Chromium for the browser tests, or installs one, and sees to a Chinese font. Says in a line what it did.
 * @param {(line: string) => void} say
 * @returns {Promise<string>} the path of one that runs
 */
export async function findChromium(say) {
  const chromium = (await installed()) ?? (await downloaded()) ?? (await packaged());
  if (!chromium) throw new StepFailed('No Chromium for the browser tests: install one (apt-get install chromium), or name one in CHROMIUM_PATH.');
  say(`chromium: ${chromium.path} (${chromium.how})${await chineseFont()}`);
  return chromium.path;
}

async function installed() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (await runs(named)) return { path: named, how: 'CHROMIUM_PATH' };
    throw new StepFailed(`CHROMIUM_PATH names ${named}, which does not run: correct it, or unset it to have one found.`);
  }
  const own = await onPath();
  if (own) return { path: own, how: 'found on PATH' };
  const playwrights = await playwrightsPlace();
  return existsSync(playwrights) && (await runs(playwrights)) ? { path: playwrights, how: "Playwright's own" } : undefined;
}

async function onPath() {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const file = join(folder, name);
      if (existsSync(file) && (await runs(file))) return file;
    }
  }
  return undefined;
}

async function downloaded() {
  // Asked first, because without a way out Playwright tries its mirrors for minutes.
  const reachable = await fetch('https://cdn.playwright.dev/', { method: 'HEAD', signal: AbortSignal.timeout(5_000) }).then(() => true, () => false);
  if (!reachable) return undefined;
  await runSilently(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], { timeout: 5 * MINUTE });
  const file = await playwrightsPlace();
  return existsSync(file) && (await runs(file)) ? { path: file, how: 'downloaded by Playwright' } : undefined;
}

async function packaged() {
  if (!mayUseApt()) return undefined;
  await runSilently('apt-get', ['update'], { timeout: 3 * MINUTE });
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const { code, output } = await runSilently('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], { env, timeout: 10 * MINUTE });
  if (code !== 0) throw new StepFailed(`${output.trimEnd()}\nChromium could not be installed with apt-get: install one by hand, or name one in CHROMIUM_PATH.`);
  const file = await onPath();
  return file && { path: file, how: 'installed with apt-get' };
}

async function playwrightsPlace() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

/** A browser may be there and lack its libraries. */
async function runs(file) {
  return (await runSilently(file, ['--version'], { timeout: MINUTE })).code === 0;
}

const mayUseApt = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** The tests pass without one; the screenshots that they leave then show boxes. */
async function chineseFont() {
  const fonts = await runSilently('fc-list', [':lang=zh', 'family']);
  if (fonts.code === 0 && fonts.output.trim() !== '') return '';
  if (!mayUseApt()) return ', no Chinese font';
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runSilently('apt-get', ['update'], { timeout: 3 * MINUTE });
  const { code } = await runSilently('apt-get', ['install', '-y', '--no-install-recommends', 'fonts-noto-cjk'], { env, timeout: 5 * MINUTE });
  return code === 0 ? ', Chinese font installed with apt-get' : ', no Chinese font';
}
