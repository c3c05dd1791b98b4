import { randomBytes } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
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
  const handle = await open(temporary, 'w', 0o600);
  await handle.writeFile(`${randomBytes(bytes).toString('base64url')}\n`);
  await handle.sync();
  await handle.close();
  // The first to link wins; whoever comes later reads what stands there.
  await link(temporary, file).catch(() => undefined);
  await rm(temporary);
  return (await readFile(file, 'utf8')).trim();
}
