import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { StartError } from './start-error.ts';

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
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(probe, '');
    await rm(probe);
    return folder;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new StartError(`The data folder ${folder} cannot be written (${code}): make it writable for this user, or set DATA_DIR to another folder.`);
  }
}
