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
const wantedInstall = () => hashOf(['package-lock.json'], [], `${process.versions.modules} ${process.platform} ${process.arch}`);

/** The packages of package-lock.json. */
export const install = {
  name: 'install',
  async isDue() {
    if (!has('node_modules')) return 'npm ci';
    const stamp = readStamp(INSTALLED);
    if (stamp === wantedInstall()) return false;
    if (stamp === null && isInstalledAsLocked()) {
      try {
        writeStamp(INSTALLED, wantedInstall());
      } catch {
        // Somebody else's folder: looked through again next time.
      }
      return false;
    }
    return 'npm ci, since package-lock.json or Node has changed';
  },
  async run() {
    removeStamp(INSTALLED);
    // The npm that called us where there is one; a production environment must not keep the build's tools away.
    const caller = process.env.npm_execpath ?? '';
    const npm = /npm-cli\.[cm]?js$/.test(caller) ? [node, caller] : ['npm'];
    const args = [...npm.slice(1), 'ci', '--no-audit', '--no-fund', '--include=dev', '--include=optional'];
    check(await runSilently(npm[0], args), 'The installation failed: see that the npm registry can be reached (npm ping) and the disk has room (1 GB), then try again.');
    writeStamp(INSTALLED, wantedInstall());
  },
};

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
    await compressFolder('.next/static');
    await compressFolder('.next/islands');
    writeStamp(BUILT, wanted);
  },
};
