import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runSilently } from './child.mjs';

const MINUTE = 60_000;
/** Where Debian and others put it, which is on the PATH of root alone. */
const PLACES = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin'];

/**
 * Finds nginx, and the openssl with which the tests make a certificate, or installs them. Says in a line what it did.
 * @param {(line: string) => void} say
 * @returns {Promise<string | null>} the path of nginx; null where there is none and none can be had, which has been said
 */
export async function findNginx(say) {
  let how = process.env.NGINX_PATH ? 'NGINX_PATH' : 'found';
  let found = await complete();
  if (!found && !process.env.NGINX_PATH && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    await runSilently('apt-get', ['update'], { timeout: 3 * MINUTE });
    // Debian would start it at once, on the port of somebody else.
    const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
    await runSilently('apt-get', ['install', '-y', '--no-install-recommends', 'nginx', 'openssl'], { env, timeout: 5 * MINUTE });
    [found, how] = [await complete(), 'installed with apt-get'];
  }
  say(found ? `nginx: ${found} (${how})` : 'nginx: none, so the configuration in docs/nginx is not tried: install nginx and openssl, or name one in NGINX_PATH.');
  return found;
}

async function complete() {
  const nginx = await installed();
  return nginx && (await runs('openssl', 'version')) ? nginx : null;
}

async function installed() {
  const named = process.env.NGINX_PATH;
  if (named) return (await runs(named, '-v')) ? named : null;
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), ...PLACES]) {
    const file = join(folder, 'nginx');
    if (existsSync(file) && (await runs(file, '-v'))) return file;
  }
  return null;
}

async function runs(file, argument) {
  return (await runSilently(file, [argument], { timeout: MINUTE })).code === 0;
}
