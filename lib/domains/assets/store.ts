import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { readEnv } from '../../platform/env';
import { ASSET_HASH, fileName } from '../../content/picture-files';

const OWN_FILE = /^([0-9a-f]{64})-\d{1,5}\.webp$/;

/** The folder of files that are not in the store yet; on its disk, so that renaming moves them. */
export const INCOMING = 'incoming';

/** The folder of all pictures. Several instances of a site share it, as they share the database. */
function mediaFolder(): string {
  return path.resolve(/* turbopackIgnore: true */ readEnv().DATA_DIR, 'media');
}

function folderOf(hash: string): string {
  if (!ASSET_HASH.test(hash)) throw new Error('A picture is named by its hash');
  return path.join(mediaFolder(), hash.slice(0, 2), hash.slice(2, 4));
}

/**
 * Writes a file beside the store, whole and on the disk when this resolves; `placeFiles` takes it into the store. What is
 * left of a crash is swept after a day.
 * @returns its path
 */
export async function stageFile(bytes: Uint8Array): Promise<string> {
  const folder = path.join(mediaFolder(), INCOMING);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const staged = path.join(folder, `${randomUUID()}.tmp`);
  try {
    const file = await open(staged, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    return staged;
  } catch (error) {
    await rm(staged, { force: true });
    throw error;
  }
}

/**
 * Takes the staged files of a picture into the store, so that after a crash each is there whole or not at all. What lies
 * there already is replaced by the same bytes, which makes it new for `sweepMedia`.
 */
export async function placeFiles(hash: string, files: readonly { width: number; staged: string }[]): Promise<void> {
  const folder = folderOf(hash);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const { width, staged } of files) await rename(staged, path.join(folder, fileName(hash, width)));
  for (const changed of [folder, path.dirname(folder), mediaFolder()]) await syncFolder(changed);
}

/** Writes a block to the disk of the store and takes it away again. @throws what the system says where that cannot be done */
export async function writeProbe(): Promise<void> {
  await dropStaged([await stageFile(new Uint8Array(4096))]);
}

/** Takes staged files away that were not placed. */
export async function dropStaged(staged: readonly string[]): Promise<void> {
  for (const file of staged) await rm(file, { force: true });
}

/** Writes the files of a picture into the store; see `placeFiles`. */
export async function writeFiles(hash: string, files: readonly { width: number; bytes: Uint8Array }[]): Promise<void> {
  const staged: { width: number; staged: string }[] = [];
  try {
    for (const { width, bytes } of files) staged.push({ width, staged: await stageFile(bytes) });
    await placeFiles(hash, staged);
  } finally {
    await dropStaged(staged.map((file) => file.staged));
  }
}

/** A new name is on the disk when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** One file of a picture, or null where there is none. */
export async function readPictureFile(hash: string, width: number): Promise<Buffer | null> {
  return readFile(path.join(folderOf(hash), fileName(hash, width))).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
}

/** Files in the folder of the first two letters, or in that of incoming ones, that were last written before `before`: with their hash, or null for what is no picture's. */
export async function oldFiles(letters: string, before: Date): Promise<{ file: string; hash: string | null }[]> {
  const root = path.join(mediaFolder(), letters);
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const found: { file: string; hash: string | null }[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    if (await isOlder(file, before)) found.push({ file, hash: OWN_FILE.exec(entry.name)?.[1] ?? null });
  }
  return found;
}

/** Deletes a file unless it was written anew since `before`. @returns whether it is gone */
export async function deleteOld(file: string, before: Date): Promise<boolean> {
  if (!(await isOlder(file, before))) return false;
  await rm(file, { force: true });
  return true;
}

async function isOlder(file: string, before: Date): Promise<boolean> {
  return stat(file).then(({ mtime }) => mtime < before, () => false);
}
