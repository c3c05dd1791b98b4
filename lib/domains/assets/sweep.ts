import { db, transaction } from '../../platform/database/transaction';
import { lockMediaAlone } from './lock';
import { deleteOld, INCOMING, oldFiles } from './store';

const HOUR = 60 * 60 * 1_000;
const DAY = 24 * HOUR;
/** The first two letters of a hash. */
const FOLDERS = Array.from({ length: 256 }, (_, at) => at.toString(16).padStart(2, '0'));

interface Settings {
  now?: Date;
  /** Which of the 256 folders; by default those whose hour of the day it is, so that a large store is read over a day, and that of what comes in. */
  folders?: readonly string[];
  /** Ends it between two folders. */
  signal?: AbortSignal;
}

/**
 * Deletes files that no row speaks of and that are older than a day: what a failed import or a crash has left.
 * @returns how many files went
 */
export async function sweepMedia({ now = new Date(), folders = foldersOf(now), signal }: Settings = {}): Promise<number> {
  const before = new Date(now.getTime() - DAY);
  let gone = 0;
  for (const folder of folders) {
    if (signal?.aborted) break;
    const orphans = await orphansIn(folder, before);
    // Asked again under the lock: the same picture may have come in meanwhile.
    if (orphans.length > 0) gone += await transaction(async () => ((await lockMediaAlone()) ? deleteOrphans(folder, before) : 0));
  }
  return gone;
}

function foldersOf(now: Date): string[] {
  const hour = Math.floor(now.getTime() / HOUR) % 24;
  return [INCOMING, ...FOLDERS.filter((_, at) => at % 24 === hour)];
}

async function orphansIn(folder: string, before: Date): Promise<string[]> {
  const files = await oldFiles(folder, before);
  const hashes = [...new Set(files.flatMap(({ hash }) => (hash ? [hash] : [])))];
  const rows = await db().asset.findMany({ where: { hash: { in: hashes } }, select: { hash: true } });
  const known = new Set<string | null>(rows.map(({ hash }) => hash));
  return files.filter(({ hash }) => !known.has(hash)).map(({ file }) => file);
}

async function deleteOrphans(folder: string, before: Date): Promise<number> {
  let gone = 0;
  for (const file of await orphansIn(folder, before)) if (await deleteOld(file, before)) gone += 1;
  return gone;
}
