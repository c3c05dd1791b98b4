import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { ROOT } from '../../../server/boot/root';

/** A Node process that runs one of our modules, so that it can be killed. */
export interface Child {
  process: ChildProcess;
  /** The next line that it prints. */
  line(): Promise<string>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Runs TypeScript text (ES modules, paths from the root of the checkout) in a process of its own. */
export function runChild(source: string, args: string[] = []): Child {
  const evaluated = ['--import', 'tsx', '--input-type=module', '--eval', source, '--', ...args];
  const child = spawn(process.execPath, evaluated, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = once(child, 'exit');
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    process: child,
    line: async () => String((await lines.next()).value),
    kill: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
}

/** The address of a module of ours, for an import statement. */
export const moduleUrl = (file: string) => JSON.stringify(new URL(file, `file://${path.join(ROOT, '/')}`).href);
