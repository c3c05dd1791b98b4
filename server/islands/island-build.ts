import { rm } from 'node:fs/promises';
import path from 'node:path';
import { build, context, type BuildOptions, type OutputFile } from 'esbuild';
import { ROOT } from '../boot/root';

/** The oldest browsers that readers have: the kernels of Chinese "dual-core" browsers, and iPhones that get no newer one. */
const TARGETS = ['chrome81', 'safari13', 'firefox78'];

const SOURCE = path.join(ROOT, 'components/site/islands');

const OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'browser',
  // Not ESM: a blocking island is no module, and its names would be everybody's.
  format: 'iife',
  target: TARGETS,
  // esbuild refuses it for Safari before 14.1, which gets one pattern wrong: `[a, ...b] = [` with a list written out on the right.
  supported: { destructuring: true },
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  entryNames: '[name].[hash]',
} satisfies BuildOptions;

/** Every file is an island; folders are for what islands share. */
const entriesOf = (source: string) => [`${source}/*.ts`];

/**
 * Builds every island for browsers, as NAME.HASH.js.
 * @param folder where to; what lay there before goes
 * @param source where the islands are written; other ones than ours only in tests
 * @throws BuildFailure, after esbuild has said on standard error what is wrong
 */
export async function buildIslands(folder: string, source = SOURCE): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await build({ ...OPTIONS, entryPoints: entriesOf(source), minify: true, outdir: folder });
}

/** The islands as they are in the files now, for development. */
export interface IslandWorkshop {
  /** Builds what has changed. @throws BuildFailure as above */
  make(): Promise<OutputFile[]>;
  close(): Promise<void>;
}

/** Keeps esbuild at hand, so that building again takes a few milliseconds; nothing is written to disk. */
export async function openWorkshop(source = SOURCE): Promise<IslandWorkshop> {
  const kept = await context({ ...OPTIONS, entryPoints: entriesOf(source), sourcemap: 'inline', outdir: path.join(ROOT, '.next/islands'), write: false });
  return {
    make: async () => (await kept.rebuild()).outputFiles ?? [],
    close: () => kept.dispose(),
  };
}
