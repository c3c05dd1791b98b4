import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';

/**
 * Writes a file that is written once and for all, readable by its owner alone. Of several who write it at the same time the
 * first decides, and never is half of it seen.
 * @param file in a folder that is there
 * @returns what stands in the file now: what was given, or what another wrote before
 * @throws what the system says; nothing is left behind then
 */
export async function writeOnce(file: string, text: string): Promise<string> {
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, text, { mode: 0o600, flush: true });
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(file, 'utf8');
}
