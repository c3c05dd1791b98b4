import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import type { Recorded } from './bare-server';
import type { Answer } from './http';

/** Sent anew with each answer by Node itself. */
const OF_THE_CONNECTION = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding']);

/** What `answer` was, for the bare server to give. */
export function recorded(method: string, url: string, { status, rawHeaders, body }: Answer): Recorded {
  const headers: string[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (!OF_THE_CONNECTION.has(name.toLowerCase())) headers.push(name, rawHeaders[at + 1] ?? '');
  }
  return { for: `${method} ${url}`, status, headers, body: body.toString('base64') };
}

/** The bare server in a process of its own. */
export class Bare {
  private constructor(
    private readonly child: ChildProcess,
    readonly address: string,
    /** Milliseconds from the start of the process until it listened. */
    readonly startedIn: number,
  ) {}

  /**
   * Starts it as plain JavaScript, so that neither its start nor its memory pays for a TypeScript loader.
   * @param folder where the script may be put
   * @param options cores that it may run on, as taskset writes them; workers of a cluster, where more than one shall answer
   */
  static async start(folder: string, { cores, workers = 1 }: { cores?: string; workers?: number } = {}): Promise<Bare> {
    const source = await readFile(fileURLToPath(new URL('./bare-server.ts', import.meta.url)), 'utf8');
    const script = path.join(folder, 'bare-server.mjs');
    await writeFile(script, (await transform(source, { loader: 'ts', format: 'esm' })).code);
    const began = performance.now();
    const command = [process.execPath, script, String(workers)];
    const [program = '', ...args] = cores === undefined ? command : ['taskset', '--cpu-list', cores, ...command];
    const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env: { NODE_ENV: 'production' } });
    const [port] = (await Promise.race([once(child, 'message'), once(child, 'exit').then(refuse)])) as [number];
    return new Bare(child, `http://127.0.0.1:${port}`, performance.now() - began);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Gives it answers; resolves when it has them. */
  async keep(answers: Recorded[]): Promise<void> {
    const kept = once(this.child, 'message');
    this.child.send(answers);
    await kept;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exit = once(this.child, 'exit');
    if (this.child.connected) this.child.disconnect();
    await exit;
  }
}

function refuse(): never {
  throw new Error('The bare server ended before it listened.');
}
