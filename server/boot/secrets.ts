import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
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
  const temporary = `${file}.${process.pid}`;
  try {
    await writeFile(temporary, `${randomBytes(bytes).toString('base64url')}\n`, { mode: 0o600, flush: true });
    // The first to link wins; whoever comes later reads what stands there.
    await link(temporary, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(temporary, { force: true });
  }
  return (await readFile(file, 'utf8')).trim();
}
