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
    await writeFile(probe, '');
    await rm(probe);
    return folder;
  } catch (error) {
    const code = codeOf(error) || String(error);
    throw new StartError(`The data folder ${folder} cannot be written (${code}): make it writable for this user, or set DATA_DIR to another folder.`);
  }
}

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
