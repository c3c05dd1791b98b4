import { existsSync } from 'node:fs';
import path from 'node:path';
import { runSilently, StepFailed } from './child.mjs';
import { compressFolder } from './compress.mjs';
import { isInstalledAsLocked } from './installed.mjs';
import { ROOT } from './root.mjs';
import { hashOf, readStamp, removeStamp, writeStamp } from './stamp.mjs';

const node = process.execPath;
const has = (file) => existsSync(path.join(ROOT, file));

function check({ code, output }, whatToDo) {
  if (code !== 0) throw new StepFailed(`${output.trimEnd()}\n${whatToDo}`);
}

const INSTALLED = 'node_modules/.anli-installed';
/**
 * Of the version of Node nothing depends: what is compiled in these packages speaks N-API, or is a program of its own.
 * @param {boolean} tools with the packages that only those need who change the code
 */
const wantedInstall = (tools) => hashOf(['package-lock.json'], [], `${process.platform} ${process.arch}${tools ? '' : ' without tools'}`);

/** @param {boolean} tools */
const installation = (tools) => ({
  name: 'install',
  async isDue() {
    if (!has('node_modules')) return 'npm ci';
    const stamp = readStamp(INSTALLED);
    if (stamp === wantedInstall(true) || (!tools && stamp === wantedInstall(false))) return false;
    // What somebody else has filled (npm ci --omit=dev), or what another package-lock.json wanted alike, needs no network.
    for (const all of tools ? [true] : [true, false]) {
      if (!isInstalledAsLocked(all)) continue;
      try {
        writeStamp(INSTALLED, wantedInstall(all));
      } catch {
        // Somebody else's folder: looked through again next time.
      }
      return false;
    }
    return stamp === null ? 'npm ci, since packages are missing' : 'npm ci, since package-lock.json has changed';
  },
  async run() {
    removeStamp(INSTALLED);
    // The npm that called us where there is one; a production environment must not keep the build's tools away.
    const caller = process.env.npm_execpath ?? '';
    const npm = /npm-cli\.[cm]?js$/.test(caller) ? [node, caller] : ['npm'];
    const args = [...npm.slice(1), 'ci', '--no-audit', '--no-fund', '--include=dev', '--include=optional'];
    check(await runSilently(npm[0], args), 'The installation failed: see that the npm registry can be reached (npm ping) and the disk has room (1 GB), then try again.');
    writeStamp(INSTALLED, wantedInstall(true));
  },
});

/** The packages of package-lock.json that the product runs and is built with. */
export const install = installation(false);
/** Those for tests and linting too. */
export const installTools = installation(true);

const GENERATED = 'lib/platform/database/generated/.anli-generated';
const wantedClient = () => hashOf(['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json']);

/** The database client that Prisma writes from its schema. */
export const client = {
  name: 'database client',
  async isDue() {
    return readStamp(GENERATED) === wantedClient() ? false : 'prisma generate';
  },
  async run() {
    removeStamp(GENERATED);
    // Generating uses no engine, but the CLI would fetch one from Prisma's own host, unless it is named one.
    const env = { PRISMA_SCHEMA_ENGINE_BINARY: node, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' };
    check(await runSilently(node, ['node_modules/prisma/build/index.js', 'generate'], { env }), 'Prisma could not read prisma/schema.prisma: correct it as said above, then try again.');
    writeStamp(GENERATED, wantedClient());
  },
};

const BUILT = '.next/anli-built';
const SOURCES = ['app', 'components', 'lib', 'instrumentation.ts', 'instrumentation-client.ts', 'next.config.js', 'scripts/launch/compress.mjs', 'server/islands/island-build.ts', 'package-lock.json', 'tsconfig.json', 'prisma/schema.prisma'];
const wantedBuild = () => hashOf(SOURCES, ['lib/platform/database/generated']);

/** So that the first document of a site does not wait for it; what cannot be made is run as it is. */
async function bundleReader() {
  const { bundleOf } = await import('../../server/boot/bundle.mjs');
  await bundleOf('server/application/document-reader/thread.ts');
}

/** The production build of the pages, and of their islands. */
export const build = {
  name: 'build',
  async isDue() {
    return readStamp(BUILT) === wantedBuild() ? false : 'next build';
  },
  async run() {
    // Taken before, so that a file saved while it builds makes the result stale.
    const wanted = wantedBuild();
    removeStamp(BUILT);
    const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
    check(await runSilently(node, ['node_modules/next/dist/bin/next', 'build'], { env }), 'The build failed: correct what is said above, then try again.');
    // After Next, which empties its folder first.
    check(await runSilently(node, ['--import', 'tsx', 'scripts/build-islands.ts'], { env }), 'An island could not be built: correct it as said above, then try again.');
    await bundleReader();
    await compressFolder('.next/static');
    await compressFolder('.next/islands');
    writeStamp(BUILT, wanted);
  },
};
