import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { provideIslands } from '../../lib/platform/islands';
import { assetOf, type Assets } from '../answers/built-files';

/** How the build names them: see server/islands/island-build.ts. */
const FILE = /^([a-z][a-z0-9-]*)\.[A-Z2-7]{8}\.js$/;

/** Tells pages where the islands of the build are. @param build the folder of Next's build */
export async function loadBuiltIslands(build: string): Promise<void> {
  provide(await readdir(path.join(build, 'islands')));
}

/** The islands while they are being written. */
export interface IslandsInDevelopment {
  /** What stands at their addresses; nothing at those that they had before. */
  readonly assets: Assets;
  /** Brings addresses and assets up to date with the files. A fault in one is told on the terminal, and the last good ones stay. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/** Builds the islands as they are asked for, without a build on disk. @param source see server/islands/island-build.ts */
export async function developIslands(source?: string): Promise<IslandsInDevelopment> {
  // Loaded here, since a site in production builds nothing.
  const { openWorkshop } = await import('./island-build');
  const workshop = await openWorkshop(source);
  const assets: Assets = new Map();
  return {
    assets,
    async refresh() {
      const files = await workshop.make().catch(() => null);
      if (!files) return;
      assets.clear();
      for (const { path: file, contents } of files) {
        const address = addressOf(path.basename(file));
        assets.set(address, assetOf(address, Buffer.from(contents)));
      }
      provide(files.map((file) => path.basename(file.path)));
    },
    close: () => workshop.close(),
  };
}

function provide(files: string[]): void {
  const named = files.map((file) => [FILE.exec(file)?.[1], addressOf(file)] as const);
  provideIslands(new Map(named.filter((pair): pair is [string, string] => pair[0] !== undefined)));
}

const addressOf = (file: string) => `/islands/${file}`;
