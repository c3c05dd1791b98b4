import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeOnce } from '../../lib/platform/write-once';
import { prepareDataDir } from './data-dir';

/**
 * A secret kept in the data folder, readable by its owner alone; made on first use, so that none has a default.
 * @throws StartError when the folder cannot be written
 * @param bytes how much randomness; it is written in base64url
 */
export async function keptSecret(dataDir: string, name: string, bytes: number): Promise<string> {
  const file = path.join(await prepareDataDir(dataDir), name);
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known.trim() !== '') return known.trim();
  return (await writeOnce(file, `${randomBytes(bytes).toString('base64url')}\n`)).trim();
}
