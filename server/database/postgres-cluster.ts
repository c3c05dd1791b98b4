import { execFileSync, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chown, lstat, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findNobody, type SystemUser } from './postgres-binaries';
import { StartError } from '../boot/start-error';

/** The superuser of the cluster; the site itself connects as an ordinary role. */
export const SUPERUSER = 'postgres';

/**
 * How to name a cluster to PostgreSQL. Another user may not be able to walk down to it, but a process that is
 * started inside it (root changes the folder before it changes the user) can always name where it stands.
 */
export function dataDirArgument(cluster: string, runAs: SystemUser | undefined): string {
  return runAs && process.platform === 'linux' ? '/proc/self/cwd' : cluster;
}

/**
 * Who is to run the cluster: this process's own user; as root the cluster's owner, or `nobody` for a new one.
 * @returns undefined for this process's own user
 * @throws StartError when the cluster belongs to someone else and this process is not root
 */
export async function chooseUser(cluster: string): Promise<SystemUser | undefined> {
  const me = process.getuid?.();
  const found = await lstat(cluster).catch(() => null);
  if (me !== 0) {
    if (found && found.uid !== me) {
      throw new StartError(`${cluster} belongs to another user (uid ${found.uid}): start as that user or as root, or set DATA_DIR to another folder.`);
    }
    return undefined;
  }
  if (found && found.uid !== 0) return { uid: found.uid, gid: found.gid };
  const nobody = findNobody();
  // Copied or restored by root, for instance.
  if (found) execFileSync('chown', ['-R', '-h', `${nobody.uid}:${nobody.gid}`, cluster]);
  return nobody;
}

/**
 * The database password, made at first use and readable by its owner alone.
 * @throws StartError when a cluster is there but its password is not
 */
export async function readPassword(dataDir: string, clusterExists: boolean): Promise<string> {
  const file = path.join(dataDir, 'postgres-password');
  const existing = await readFile(file, 'utf8').catch(() => '');
  if (existing.trim() !== '') return existing.trim();
  if (clusterExists) throw new StartError(`${file} is missing or empty, and the database does not open without it: bring it back from a backup of ${dataDir}.`);
  const password = randomBytes(24).toString('base64url');
  await replaceFile(file, `${password}\n`);
  return password;
}

/** In two steps, so that a kill between them cannot leave a half-written password. */
async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, text, { mode: 0o600, flush: true });
  await rename(draft, file);
}

/**
 * Makes the cluster. It grows in a folder beside its place and is moved there when complete, so that a kill
 * halfway leaves nothing half-made; what an earlier kill left is removed.
 * @param major the version of the binaries
 * @throws StartError with initdb's own last words when it fails (a full disk, for instance)
 */
export async function createCluster(bin: string, cluster: string, password: string, runAs: SystemUser | undefined, major: number): Promise<void> {
  const parent = path.dirname(cluster);
  const unfinished = `${path.basename(cluster)}.new-`;
  for (const name of await readdir(parent)) {
    if (name.startsWith(unfinished)) await rm(path.join(parent, name), { recursive: true, force: true });
  }
  const folder = path.join(parent, `${unfinished}${randomUUID()}`);
  await mkdir(folder, { mode: 0o700 });
  if (runAs) await chown(folder, runAs.uid, runAs.gid);

  const passwordFile = await openForReading(path.join(parent, `${unfinished}password`), password, runAs);
  try {
    const args = ['-D', dataDirArgument(folder, runAs), '-U', SUPERUSER, ...localeArguments(major), '--encoding=UTF8'];
    await runInitdb(path.join(bin, 'initdb'), [...args, '--auth=scram-sha-256', '--pwfile=/dev/fd/3', '--no-instructions'], folder, passwordFile.fd, runAs);
  } finally {
    await passwordFile.close();
  }
  await rename(folder, cluster);
  const handle = await open(parent);
  await handle.sync().finally(() => handle.close());
}

/** macOS has no C.UTF-8 of its own; PostgreSQL's built-in one, from 17 on, sorts and classifies in either case. */
function localeArguments(major: number): string[] {
  const darwin = process.platform === 'darwin';
  if (major < 17) return [`--locale=${darwin ? 'en_US.UTF-8' : 'C.UTF-8'}`];
  return ['--locale-provider=builtin', ...(darwin ? ['--locale=en_US.UTF-8', '--builtin-locale=C.UTF-8'] : ['--locale=C.UTF-8'])];
}

/** A file that has no name any more: the other user reaches it by its open descriptor, whatever folder it was made in. */
async function openForReading(file: string, text: string, owner: SystemUser | undefined) {
  await rm(file, { force: true });
  await writeFile(file, text, { mode: 0o600 });
  if (owner) await chown(file, owner.uid, owner.gid);
  const handle = await open(file);
  await rm(file);
  return handle;
}

function runInitdb(command: string, args: string[], cwd: string, passwordFd: number, runAs: SystemUser | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const child = spawn(command, args, { cwd, ...runAs, env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe', passwordFd] });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) => reject(new StartError(`initdb cannot be run (${error.message}): set DATABASE_URL to a PostgreSQL server instead.`)));
    child.on('close', (code) => {
      if (code === 0) return resolve();
      const words = output.split('\n').filter((line) => /error|fatal|could not|denied|no space/i.test(line)).join('; ') || output.trim().slice(-300);
      reject(new StartError(`The database could not be made in ${path.dirname(cwd)} (${words}): correct that and start again.`));
    });
  });
}

/** Nothing of PGDATA, PGPORT and their like, and messages in English whatever the operator's language. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', NODE_ENV: process.env.NODE_ENV };
}
