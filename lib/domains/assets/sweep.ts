import { db, transaction } from '../../platform/database/transaction';
import { lockMediaAlone } from './lock';
import { bringBack, deleteOld, INCOMING, oldFiles, oldFilesAside, setAside, type StoreFile } from './store';

const HOUR = 60 * 60 * 1_000;
const DAY = 24 * HOUR;
/** How long lies aside what was taken out of the store, before it is deleted: time to notice that a database was the wrong one. */
const ASIDE = 30 * DAY;
/** The first two letters of a hash. */
const FOLDERS = Array.from({ length: 256 }, (_, at) => at.toString(16).padStart(2, '0'));

interface Settings {
  now?: Date;
  /** Which of the 256 folders; by default those whose hour of the day it is, so that a large store is read over a day, and that of what comes in. */
  folders?: readonly string[];
  /** Ends it between two folders. */
  signal?: AbortSignal;
}

/** How many files were taken out of the store, came back into it, and were deleted. */
export interface Swept {
  aside: number;
  back: number;
  deleted: number;
}

/**
 * Takes files out of the store that no row speaks of and that are older than a day: what a failed import or a crash has left.
 * That a row is not there may say no more than that the database is an older one, so they lie aside for thirty days; what a
 * row speaks of again comes back. Only what was never in the store, and what has lain aside for so long, is deleted.
 * @throws ForeignStoreError where the store is another site's
 */
export async function sweepMedia({ now = new Date(), folders = foldersOf(now), signal }: Settings = {}): Promise<Swept> {
  const swept: Swept = { aside: 0, back: 0, deleted: 0 };
  for (const folder of folders) {
    if (signal?.aborted) break;
    const { orphans, aside } = await find(folder, now);
    // Asked again under the lock: the same picture may have come in meanwhile.
    if (orphans.length + aside.length > 0) await transaction(async () => void ((await lockMediaAlone()) && (await sweepFolder(folder, now, swept))));
  }
  return swept;
}

function foldersOf(now: Date): string[] {
  const hour = Math.floor(now.getTime() / HOUR) % 24;
  return [INCOMING, ...FOLDERS.filter((_, at) => at % 24 === hour)];
}

/** What no row speaks of, and what lies aside. */
async function find(folder: string, now: Date): Promise<{ orphans: StoreFile[]; aside: (StoreFile & { known: boolean })[] }> {
  const files = await oldFiles(folder, new Date(now.getTime() - DAY));
  const aside = await oldFilesAside(folder, now);
  const hashes = [...new Set([...files, ...aside].flatMap(({ hash }) => (hash ? [hash] : [])))];
  const rows = await db().asset.findMany({ where: { hash: { in: hashes } }, select: { hash: true } });
  const known = new Set<string | null>(rows.map(({ hash }) => hash));
  return { orphans: files.filter(({ hash }) => !known.has(hash)), aside: aside.map((file) => ({ ...file, known: known.has(file.hash) })) };
}

async function sweepFolder(folder: string, now: Date, swept: Swept): Promise<void> {
  const { orphans, aside } = await find(folder, now);
  for (const { file } of orphans) {
    if (folder === INCOMING) swept.deleted += await deleteOld(file, new Date(now.getTime() - DAY));
    else swept.aside += await setAside(file, new Date(now.getTime() - DAY), now);
  }
  for (const { file, known } of aside) {
    if (known) swept.back += await bringBack(file);
    else swept.deleted += await deleteOld(file, new Date(now.getTime() - ASIDE));
  }
}
