import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { StartError } from './start-error';

/**
 * Makes sure that DATA_DIR exists and can be written. It holds passwords and unpublished texts, so a new one
 * is its owner's alone.
 * @param dataDir the folder, also relative to the working directory
 * @returns its absolute path
 * @throws StartError when it cannot be made or written
 */
export async function prepareDataDir(dataDir: string): Promise<string> {
  const folder = path.resolve(dataDir);
  const probe = path.join(folder, `.write-test-${process.pid}`);
  try {
    await makeFolder(folder);
    // Empty, so that a site which is all there can be read even from a full disk.
    await writeFile(probe, '');
    await rm(probe);
    return folder;
  } catch (error) {
    await rm(probe, { force: true }).catch(() => undefined);
    const code = codeOf(error) || String(error);
    if (FULL.has(code)) throw new StartError(`The disk of the data folder ${folder} is full (${code}): make room, or set DATA_DIR to another folder.`);
    throw new StartError(`The data folder ${folder} cannot be written (${code}): make it writable for this user, or set DATA_DIR to another folder.`);
  }
}

/** Of a disk, of a quota, of the size that a file may have. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Not `recursive: true`: under /proc, where nothing can be made and the error says otherwise, Node tries that for ever. */
async function makeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) await makeFolder(parent);
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then((found) => found.isDirectory(), () => false);
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '');
