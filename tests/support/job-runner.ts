import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { ROOT } from '../../server/boot/root';
import { cleanEnvironment } from './site-process';
import { eventually } from './eventually';

/** A job runner that belongs to the caller, in a process of its own. */
export interface RunnerProcess {
  pid: number;
  /** What it has written so far. */
  output(): string;
  signal(name: NodeJS.Signals): void;
  /** Resolves when it has ended. @returns its exit code; null after a signal */
  exit(): Promise<number | null>;
  /** As `kill -9`, also where it has ended already. */
  kill(): Promise<void>;
}

/** Starts a runner with the tests' tasks. Resolves when it works on the queue. */
export async function startRunner(databaseUrl: string, env: Record<string, string> = {}): Promise<RunnerProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(ROOT, 'tests/support/job-runner-main.ts')], {
    cwd: ROOT,
    env: cleanEnvironment({ DATABASE_URL: databaseUrl, LOG_LEVEL: 'warn', ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const endWithUs = () => child.kill('SIGKILL');
  process.on('exit', endWithUs);
  void ended.then(() => process.off('exit', endWithUs));
  await eventually(() => {
    if (child.exitCode !== null) throw new Error(`The runner ended:\n${output}`);
    return output.includes('ready\n');
  }, Boolean, { until: `the runner is ready:\n${output}`, patience: 60_000 });
  return {
    pid: child.pid!,
    output: () => output,
    signal: (name) => void child.kill(name),
    exit: async () => (await ended)[0],
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
