import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './root.mjs';

/**
 * Whether node_modules, filled by somebody else, is what `npm ci` would make here. npm writes its own record
 * when an installation is complete: every package of package-lock.json must be in it in that very version, except
 * optional ones, and none for another system.
 * @param {boolean} tools false where those for development may be missing (`npm ci --omit=dev`)
 * @returns {boolean}
 */
export function isInstalledAsLocked(tools) {
  let wanted, found;
  try {
    wanted = packagesIn('package-lock.json');
    found = packagesIn('node_modules/.package-lock.json');
  } catch {
    return false;
  }
  for (const [place, entry] of Object.entries(wanted)) {
    const dispensable = entry.optional || (!tools && (entry.dev || entry.devOptional));
    if (place === '' || (dispensable && !found[place])) continue;
    if (found[place]?.version !== entry.version || found[place]?.integrity !== entry.integrity) return false;
  }
  return Object.entries(found).every(([place, entry]) => wanted[place] && fits(entry.os, process.platform) && fits(entry.cpu, process.arch));
}

function packagesIn(file) {
  return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')).packages;
}

/** npm's own rule: a list of allowed names, or of forbidden ones with "!". */
function fits(list, name) {
  if (!list) return true;
  if (list.includes(`!${name}`)) return false;
  return list.includes(name) || list.every((item) => item.startsWith('!'));
}
