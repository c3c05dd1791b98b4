import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeOnce } from '../../platform/write-once';
import { someHashes, mediaFolder } from './store';

/** In the folder of all pictures: the id of the site that they are of. */
const MARK = 'site-id';

/**
 * The pictures in the folder are of another site than the database. Nothing is stored there and nothing taken away, since to
 * this database all of them are pictures that nobody shows.
 */
export class ForeignStoreError extends Error {
  override name = 'ForeignStoreError';
  /** Counts as a disk that takes nothing (lib/platform/unavailable.ts). */
  readonly code = 'FOREIGN_STORE';
}

/**
 * Makes sure that the store is of this site; one that is of none yet is marked as such. A store from before there were marks
 * is this site's where the database knows any of its pictures.
 * @param site id of the site that the database is of
 * @param knowsAny whether the database knows any of these hashes
 * @throws ForeignStoreError in words that say what to do
 */
export async function claimStore(site: string, knowsAny: (hashes: string[]) => Promise<boolean>): Promise<void> {
  const folder = mediaFolder();
  const file = path.join(folder, MARK);
  const marked = await readMark(file);
  if (marked === site) return;
  if (marked === null) {
    const hashes = await someHashes();
    if (hashes.length === 0 || (await knowsAny(hashes))) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if ((await writeOnce(file, `${site}\n`)).trim() === site) return;
    }
  }
  throw new ForeignStoreError(
    `The pictures in ${folder} are of another site than the database: set DATA_DIR or DATABASE_URL to what belongs together. If this database is to have them, write ${site} into ${file}.`,
  );
}

async function readMark(file: string): Promise<string | null> {
  return readFile(file, 'utf8').then((text) => text.trim(), (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}
