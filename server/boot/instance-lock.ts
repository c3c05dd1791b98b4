import { chmod, mkdtemp, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { prepareDataDir } from './data-dir';
import { processStart } from './process-identity';
import { StartError } from './start-error';

/**
 * Takes the data folder for this process. Held until `release()` or the end of the process, however it ends.
 *
 * Node has no flock, and a lock file that is deleted and made anew can be stolen between the two. So the lock is
 * the folder `instance.lock` with one file in it, named after its holder. It is taken by moving a folder with our
 * name to its place, which fails while anything is in it; and from a holder who is dead by renaming his very file,
 * which one process only can do.
 *
 * @param dataDir DATA_DIR; made if missing
 * @returns how to give it back
 * @throws StartError when another living process holds it, or the folder cannot be written
 */
export async function lockInstance(dataDir: string): Promise<{ release(): Promise<void> }> {
  const folder = await prepareDataDir(dataDir);
  const lock = path.join(folder, 'instance.lock');
  const mine = holderName(process.pid) ?? String(process.pid);
  const held = { release: () => release(lock, mine) };
  for (;;) {
    if (await moveInto(lock, mine)) return held;
    const holder = await readHolder(lock);
    if (holder === undefined) continue;
    const pid = Number(holder.split('@')[0]);
    if (holderName(pid) === holder) {
      throw new StartError(`Another instance (pid ${pid}) is running on ${folder}: stop it (kill ${pid}), or set DATA_DIR to another folder.`);
    }
    if (await succeeds(rename(path.join(lock, holder), path.join(lock, mine)), ['ENOENT'])) return held;
  }
}

async function moveInto(lock: string, name: string): Promise<boolean> {
  const draft = await mkdtemp(`${lock}-`);
  try {
    // Another user's start must be able to read whose it is.
    await chmod(draft, 0o755);
    await writeFile(path.join(draft, name), '');
    return await succeeds(rename(draft, lock), ['ENOTEMPTY', 'EEXIST']);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function readHolder(lock: string): Promise<string | undefined> {
  let names: string[] = [];
  await succeeds(readdir(lock).then((found) => void (names = found)), ['ENOENT']);
  return names[0];
}

/** The folder goes too, so that another user may make it next time; it stays when somebody is in it already. */
async function release(lock: string, name: string): Promise<void> {
  await rm(path.join(lock, name), { force: true });
  await succeeds(rmdir(lock), ['ENOTEMPTY', 'EEXIST', 'ENOENT']);
}

/** False for the errors that mean "another was quicker". */
async function succeeds(work: Promise<void>, lost: string[]): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (lost.includes(code)) return false;
    if (code === 'EACCES' || code === 'EPERM') throw new StartError('The lock instance.lock in DATA_DIR was left by another user: make sure that no instance runs there, then delete it as that user.');
    throw error;
  }
}

/** A process by its number and its start; null when it does not live. */
function holderName(pid: number): string | null {
  const started = processStart(pid);
  return started === null ? null : `${pid}@${started.replace(/[^\w-]+/g, '_')}`;
}
