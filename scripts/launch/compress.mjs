import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { ROOT } from './root.mjs';

const TEXT = new Set(['.js', '.css', '.svg', '.json', '.txt', '.xml']);
const FORMS = {
  '.br': (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  '.gz': (bytes) => promisify(gzip)(bytes, { level: 9 }),
};

/**
 * Writes the Brotli and gzip form of every text file beside it, as small as they get: this is done once a build.
 * A form that saves nothing is left out; `gzip_static` of nginx finds the others too.
 * @param {string} folder of the checkout
 */
export async function compressFolder(folder) {
  const full = path.join(ROOT, folder);
  if (!existsSync(full)) return;
  const names = readdirSync(full, { recursive: true, encoding: 'utf8' }).filter((name) => TEXT.has(path.extname(name)));
  await Promise.all(names.map((name) => writeForms(path.join(full, name))));
}

async function writeForms(file) {
  const bytes = readFileSync(file);
  for (const [ending, compress] of Object.entries(FORMS)) {
    const compressed = await compress(bytes);
    if (compressed.length < bytes.length) writeFileSync(`${file}${ending}`, compressed);
  }
}
