import module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { StepFailed } from './child.mjs';
import { build, client, install, installTools } from './steps.mjs';
import { prepare } from './prepare.mjs';
import { ROOT } from './root.mjs';

/**
 * What each command needs first, and how it runs. `data` says that its standard output is for another program,
 * so the steps are told on standard error.
 */
const COMMANDS = {
  start: { needs: [install, client, build], run: typescript('server/main.ts', 'production') },
  dev: { needs: [installTools, client], run: typescript('server/main.ts', 'development') },
  build: { needs: [install, client, build], run: async () => process.stdout.write('The production build is up to date.\n') },
  test: { needs: [installTools, client, build], run: async (args) => (await import('./test.mjs')).test(args) },
  lint: { needs: [installTools, client], run: async () => (await import('./test.mjs')).test(['lint', 'types']) },
  bench: { needs: [installTools, client, build], run: typescript('scripts/bench.ts', 'production') },
  import: { needs: [install, client], data: true, run: bundled('scripts/import.ts') },
  outline: { needs: [install], data: true, run: bundled('scripts/outline.ts') },
  category: { needs: [install, client], data: true, run: bundled('scripts/category.ts') },
  user: { needs: [install, client], data: true, run: bundled('scripts/user.ts') },
  'node-versions': { needs: [], run: async (args) => (await import('./node-versions.mjs')).testNodeVersions(args) },
  'postgres-versions': { needs: [installTools, client, build], run: typescript('scripts/postgres-versions.ts', 'production') },
  migration: { needs: [install], data: true, run: typescript('scripts/migration.ts', 'production') },
};

/**
 * Runs one command of package.json.
 * @param {string | undefined} name
 * @param {string[]} args what follows it
 */
export async function launch(name, args) {
  const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : undefined;
  if (!command) {
    process.stderr.write(`node scripts/launch.mjs ${Object.keys(COMMANDS).join(' | ')}\n`);
    process.exit(1);
  }
  const out = command.data ? process.stderr : process.stdout;
  try {
    await prepare(command.needs, (line) => out.write(`${line}\n`));
    await command.run(args);
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** A command that is over in a moment: most of it would be looking for its modules and transforming them (server/boot/bundle.mjs). */
function bundled(file) {
  const otherwise = typescript(file, 'production');
  return async (args) => {
    const { bundleOf } = await import('../../server/boot/bundle.mjs');
    const bundle = await bundleOf(file);
    if (!bundle) return otherwise(args);
    process.env.NODE_ENV = 'production';
    process.argv = [process.execPath, path.join(ROOT, file), ...args];
    // Node 22 and newer keep what they have compiled.
    module.enableCompileCache?.(path.join(ROOT, '.build/compiled'));
    await import(pathToFileURL(bundle).href);
  };
}

/** In this process, so that it is the one which gets the signals. Node 20 runs no TypeScript by itself; tsx does. */
function typescript(file, environment) {
  return async (args) => {
    process.env.NODE_ENV = environment;
    const script = path.join(ROOT, file);
    process.argv = [process.execPath, script, ...args];
    const { register } = await import('tsx/esm/api');
    register();
    await import(pathToFileURL(script).href);
  };
}
