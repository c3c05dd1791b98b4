import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './root';

/**
 * Runs another of our TypeScript files in a process of its own, with a channel for messages, writing where we write.
 * @param file from the root of the checkout
 * @param env what it gets beside our own environment
 */
export function forkOwn(file: string, env: Record<string, string>): ChildProcess {
  // The launcher registers tsx inside its process, which a child does not inherit.
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const inherited = process.execArgv.filter((argument, n, all) => !/\btsx\b/.test(argument) && !(argument === '--import' && /\btsx\b/.test(all[n + 1] ?? '')));
  return fork(path.join(ROOT, file), {
    env: { ...process.env, ...env },
    execArgv: [...inherited, '--import', loader],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}
