import { randomUUID } from 'node:crypto';
import { link, mkdir, open, opendir, readFile, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { readEnv } from '../../platform/env';
import { ASSET_HASH, fileName } from '../../content/picture-files';

const OWN_FILE = /^([0-9a-f]{64})-\d{1,5}\.webp$/;

/** The folder of files that are not in the store yet; on its disk, so that renaming moves them. */
export const INCOMING = 'incoming';

/** The folder of what was taken out of the store, by the same paths as in it; a file is as old as its lying there. */
const ASIDE = 'aside';

/** A file with the hash of the picture that it is of; null for what is no picture's. */
export interface StoreFile {
  file: string;
  hash: string | null;
}

/** The folder of all pictures. Several instances of a site share it, as they share the database. */
export function mediaFolder(): string {
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

/** The files of one picture that wait beside the store, by their width in px. */
interface StagedPicture {
  hash: string;
  files: readonly { width: number; staged: string }[];
}

/**
 * Takes the staged files of pictures into the store, so that after a crash each is there whole or not at all. What lies
 * there already is replaced by the same bytes, which makes it new for `sweepMedia`.
 */
export async function placeFiles(pictures: readonly StagedPicture[]): Promise<void> {
  const changed = new Set<string>();
  for (const { hash, files } of pictures) {
    const folder = folderOf(hash);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const { width, staged } of files) await rename(staged, path.join(folder, fileName(hash, width)));
    for (const one of [folder, path.dirname(folder), mediaFolder()]) changed.add(one);
  }
  // Each once, and side by side: a disk that is asked for all of them waits for its slowest, and not for their sum.
  await Promise.all([...changed].map(syncFolder));
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
    await placeFiles([{ hash, files: staged }]);
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

/** One file of a picture, or null where there is none. What was set aside and is asked for after all comes back. */
export async function readPictureFile(hash: string, width: number): Promise<Buffer | null> {
  const file = path.join(folderOf(hash), fileName(hash, width));
  return (await readIfThere(file)) ?? ((await bringBack(asideOf(file))) ? readIfThere(file) : null);
}

async function readIfThere(file: string): Promise<Buffer | null> {
  return readFile(file).catch(nullIfAbsent);
}

function nullIfAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
}

/** Files in the folder of the first two letters, or in that of incoming ones, that were last written before `before`. */
export function oldFiles(letters: string, before: Date): Promise<StoreFile[]> {
  return filesBefore(path.join(mediaFolder(), letters), before);
}

/** The same of those that were set aside before `before`. */
export function oldFilesAside(letters: string, before: Date): Promise<StoreFile[]> {
  return filesBefore(path.join(mediaFolder(), ASIDE, letters), before);
}

async function filesBefore(folder: string, before: Date): Promise<StoreFile[]> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true }).catch(nullIfAbsent)) ?? [];
  const found: StoreFile[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    if (await isOlder(file, before)) found.push({ file, hash: OWN_FILE.exec(entry.name)?.[1] ?? null });
  }
  return found;
}

/** How many files are enough to tell whose a store is. */
const SOME = 1_000;

/** The hashes of some pictures in the store, none where it has none. */
export async function someHashes(): Promise<string[]> {
  const hashes = new Set<string>();
  const folder = await opendir(mediaFolder(), { recursive: true }).catch(nullIfAbsent);
  if (folder) {
    for await (const { name } of folder) {
      const hash = OWN_FILE.exec(name)?.[1];
      if (hash) hashes.add(hash);
      if (hashes.size >= SOME) break;
    }
  }
  return [...hashes];
}

/** Deletes a file unless it was written anew since `before`. @returns how many are gone: one, or none */
export async function deleteOld(file: string, before: Date): Promise<number> {
  if (!(await isOlder(file, before))) return 0;
  await rm(file, { force: true });
  return 1;
}

/** Takes a file out of the store, unless it was written anew since `before`. @param now from when on it lies aside @returns as `deleteOld` */
export async function setAside(file: string, before: Date, now: Date): Promise<number> {
  if (!(await isOlder(file, before))) return 0;
  const target = asideOf(file);
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  await utimes(file, now, now);
  await rename(file, target);
  return 1;
}

/** Brings a file back to where it was; one that has been written there since stays. @param file where it lies aside @returns how many came back */
export async function bringBack(file: string): Promise<number> {
  const root = mediaFolder();
  const target = path.join(root, path.relative(path.join(root, ASIDE), file));
  const linked = await link(file, target).then(() => true, (error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return false;
    return nullIfAbsent(error);
  });
  if (linked === null) return 0;
  await rm(file, { force: true });
  return linked ? 1 : 0;
}

function asideOf(file: string): string {
  const root = mediaFolder();
  return path.join(root, ASIDE, path.relative(root, file));
}

async function isOlder(file: string, before: Date): Promise<boolean> {
  return stat(file).then(({ mtime }) => mtime < before, () => false);
}
