import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './root.mjs';

/**
 * One hash over the names and contents of files, so that neither a checkout's fresh times nor a moved folder
 * make something look stale.
 * @param {string[]} entries files and folders of the checkout; those that are missing count as missing
 * @param {string[]} except folders below them that are generated
 * @param {string} more anything else that matters
 */
export function hashOf(entries, except = [], more = '') {
  const hash = createHash('sha256').update(more);
  for (const entry of entries) {
    for (const file of filesIn(entry, except)) hash.update(`\0${file}\0`).update(readFileSync(path.join(ROOT, file)));
  }
  return hash.digest('hex');
}

function filesIn(entry, except) {
  const full = path.join(ROOT, entry);
  if (except.includes(entry) || !existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [entry];
  return readdirSync(full).sort().flatMap((name) => filesIn(`${entry}/${name}`, except));
}

/** What a stamp file says, or null. Stamps lie inside what they speak of, so they go when it goes. */
export function readStamp(file) {
  try {
    return readFileSync(path.join(ROOT, file), 'utf8');
  } catch {
    return null;
  }
}

export function writeStamp(file, text) {
  mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true });
  writeFileSync(path.join(ROOT, file), text);
}

/** To be called before the work that the stamp vouches for: what is interrupted then counts as not done. */
export function removeStamp(file) {
  rmSync(path.join(ROOT, file), { force: true });
}
