import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT } from '../../server/boot/root';

/** The name that the configuration in docs/nginx is written for. */
export const SITE_NAME = 'cases.example.org';

const BINARY = process.env.NGINX_PATH ?? '/usr/sbin/nginx';
/** Whether this machine has an IPv6 address of its own. */
export const IPV6 = Object.values(networkInterfaces()).flat().some((address) => address?.family === 'IPv6');
const START = 10_000;
const SERVER = (instance: string) => `server ${instance} max_fails=3 fail_timeout=5s;`;

/** A running nginx that belongs to the caller. */
export interface Nginx {
  /** Where it takes requests: https://127.0.0.1:PORT, or http: without TLS. */
  origin: string;
  /** Where it sends browsers on to https; empty without TLS. */
  plainOrigin: string;
  /** Its certificate, for clients that are to trust it. */
  certificate: string;
  /** What it has written to its error log. */
  errors(): string;
  stop(): Promise<void>;
}

interface Settings {
  /** `host:port` of every instance. */
  instances: string[];
  pages: 'revalidated' | 'short-cache';
  /** How old a page may be in the short cache, in seconds; as the file says where nothing is given. */
  seconds?: number;
  /** Off for benchmarks beside servers without it. */
  tls?: boolean;
  /** Further replacements in the files of docs/nginx; each text must be there. */
  replace?: [string, string][];
}

/** Starts nginx with the very files of docs/nginx, in which only addresses, folders and the choice for pages are replaced. */
export async function startNginx({ instances, pages, seconds = 10, tls = true, replace = [] }: Settings): Promise<Nginx> {
  const folder = workFolder();
  const [port, plain] = [await freePort(), await freePort()];
  // Where a machine has no IPv6, nobody could ask for it.
  const plain6 = IPV6 ? `[::1]:${plain}` : `unix:${folder}/plain6.sock`;
  const secure6 = IPV6 ? `[::1]:${port}` : `unix:${folder}/secure6.sock`;
  const listen = (where: string, more: string) => (tls ? `listen ${where} ssl http2${more};` : more ? `listen unix:${folder}/refused-${where.length}.sock ssl;` : `listen ${where};`);
  const certificate = selfSigned(folder);
  const replacements: [string, string][] = [
    ['listen 80;', `listen 127.0.0.1:${plain};`],
    ['listen [::]:80;', `listen ${plain6};`],
    ['listen 443 ssl http2 default_server;', listen(`127.0.0.1:${port}`, ' default_server')],
    ['listen [::]:443 ssl http2 default_server;', listen(secure6, ' default_server')],
    ['listen 443 ssl http2;', listen(`127.0.0.1:${port}`, '')],
    ['listen [::]:443 ssl http2;', listen(secure6, '')],
    [SERVER('127.0.0.1:3000'), instances.map(SERVER).join('\n')],
    [`/etc/letsencrypt/live/${SITE_NAME}/`, `${folder}/`],
    ['/var/cache/nginx/', `${folder}/`],
    ['/etc/nginx/anli/', `${folder}/docs/`],
    ['pages-revalidated.conf;', `pages-${pages}.conf;`],
    ['proxy_cache_valid 200 10s;', `proxy_cache_valid 200 ${seconds}s;`],
    ...replace,
  ];
  cpSync(path.join(ROOT, 'docs/nginx'), path.join(folder, 'docs'), { recursive: true });
  replaceAll(path.join(folder, 'docs'), replacements);
  const run = await runNginx(folder, `include ${folder}/docs/anli.conf;`, port);
  return { ...run, origin: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`, plainOrigin: tls ? `http://127.0.0.1:${plain}` : '', certificate };
}

/** Starts nginx as a plain server of the files in a folder, the measure for everything that is served faster. */
export async function startFileNginx(root: string): Promise<Nginx> {
  const folder = workFolder();
  const port = await freePort();
  const run = await runNginx(folder, `server { listen 127.0.0.1:${port}; root ${root}; gzip_static on; default_type text/html; access_log off; }`, port);
  return { ...run, origin: `http://127.0.0.1:${port}`, plainOrigin: '', certificate: '' };
}

function workFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'anli-nginx-'));
  chmodSync(folder, 0o755);
  return folder;
}

function replaceAll(folder: string, replacements: [string, string][]): void {
  const missing = new Set(replacements.map(([text]) => text));
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    let text = readFileSync(file, 'utf8');
    for (const [old, now] of replacements) {
      if (text.includes(old)) missing.delete(old);
      text = text.replaceAll(old, now);
    }
    writeFileSync(file, text);
  }
  if (missing.size > 0) throw new Error(`docs/nginx no longer holds: ${[...missing].join(' · ')}`);
}

async function runNginx(folder: string, http: string, port: number): Promise<Pick<Nginx, 'errors' | 'stop'>> {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/temp-${name};`).join(' ');
  // One worker: what is asserted about limits and keeping does not depend on how many there are, and benchmarks count cores.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  const conf = `${user} daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log info;
events { worker_connections 1024; }
http { types { text/html html; text/css css; } ${temporary} access_log off; ${http} }\n`;
  const file = path.join(folder, 'nginx.conf');
  const log = path.join(folder, 'error.log');
  writeFileSync(file, conf);
  writeFileSync(log, '');
  mkdirSync(path.join(folder, 'logs'), { recursive: true });
  const errors = () => readFileSync(log, 'utf8');
  const flags = ['-p', folder, '-c', file, '-e', log];
  // Says all that is wrong with a configuration, and leaves nothing running.
  execFileSync(BINARY, ['-t', '-q', ...flags], { stdio: 'pipe' });
  const child = spawn(BINARY, flags, { stdio: 'inherit' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const endWithUs = () => child.kill('SIGTERM');
  process.on('exit', endWithUs);
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    process.off('exit', endWithUs);
    rmSync(folder, { recursive: true, force: true });
  };
  for (const end = Date.now() + START; !(await answers(port)); await wait(20)) {
    if (Date.now() < end && child.exitCode === null) continue;
    const said = errors();
    await stop();
    throw new Error(`nginx does not answer:\n${said}`);
  }
  return { errors, stop };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A certificate for a day, as certbot lays one down. @returns it, for clients to trust */
function selfSigned(folder: string): string {
  const [key, certificate] = [path.join(folder, 'privkey.pem'), path.join(folder, 'fullchain.pem')];
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1', '-subj', `/CN=${SITE_NAME}`];
  execFileSync('openssl', [...request, '-addext', `subjectAltName=DNS:${SITE_NAME}`, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  return readFileSync(certificate, 'utf8');
}
