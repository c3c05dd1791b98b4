import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { prepareDataDir } from './data-dir';
import { processStart } from './process-identity';
import { StartError } from './start-error';

type Holder = { pid: number; started: string };

const NAME = /^instance-(\d+)\.lock$/;

/**
 * Takes the data folder for this process. Held until `release()` or the end of the process, however it ends.
 *
 * Node has no flock, and a lock file that is deleted and made anew can be stolen between the two. So the locks
 * are numbered: who finds the highest one abandoned makes the next number with link(2), which succeeds for one
 * process only, and holds it if nothing higher stands there. The highest number is never deleted.
 *
 * @param dataDir DATA_DIR; made if missing
 * @returns how to give it back
 * @throws StartError when another living process holds it, or the folder cannot be written
 */
export async function lockInstance(dataDir: string): Promise<{ release(): Promise<void> }> {
  const folder = await prepareDataDir(dataDir);
  const me: Holder = { pid: process.pid, started: processStart(process.pid) ?? '' };
  const draft = path.join(folder, `.instance-${randomUUID()}`);
  await writeFile(draft, JSON.stringify(me), { mode: 0o644 });
  try {
    for (;;) {
      const highest = Math.max(0, ...(await numbersIn(folder)));
      const holder = await readHolder(file(folder, highest));
      if (holder && processStart(holder.pid) === holder.started) {
        throw new StartError(`Another instance (pid ${holder.pid}) is running on ${folder}: stop it (kill ${holder.pid}), or set DATA_DIR to another folder.`);
      }
      const mine = highest + 1;
      if (!(await make(draft, file(folder, mine)))) continue;

      const others = (await numbersIn(folder)).filter((number) => number !== mine);
      if (others.some((number) => number > mine)) {
        await rm(file(folder, mine), { force: true });
        continue;
      }
      for (const number of others) await rm(file(folder, number), { force: true });
      return { release: () => release(folder, mine) };
    }
  } finally {
    await rm(draft, { force: true });
  }
}

const file = (folder: string, number: number) => path.join(folder, `instance-${number}.lock`);

async function numbersIn(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => NAME.exec(name)?.[1] ?? []).map(Number);
}

async function readHolder(lock: string): Promise<Holder | null> {
  const text = await readFile(lock, 'utf8').catch((error: unknown) => {
    // Gone meanwhile: a later one has taken its place.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  });
  if (text === '') return null;
  const { pid, started } = JSON.parse(text) as Holder;
  return { pid, started };
}

async function make(draft: string, lock: string): Promise<boolean> {
  try {
    await link(draft, lock);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** An empty file says "free"; deleting it would let its number be given out twice. */
async function release(folder: string, number: number): Promise<void> {
  const empty = path.join(folder, `.instance-${randomUUID()}`);
  await writeFile(empty, '', { mode: 0o644 });
  await rename(empty, file(folder, number));
}
