import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, onTestFinished, test } from 'vitest';
import { endOfProcess, endOfThread } from '../../../../server/boot/ends';
import { scratchFolder } from '../scratch';

/** Runs text in a process with a channel. */
function forked(source: string): ChildProcess {
  const file = path.join(scratchFolder(), 'child.cjs');
  writeFileSync(file, source);
  const child = fork(file, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Our half of a connection that somebody made to us. */
async function acceptedSocket(): Promise<Socket> {
  const server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as { port: number }).port, '127.0.0.1');
  const [socket] = (await once(server, 'connection')) as [Socket];
  onTestFinished(() => {
    client.destroy();
    socket.destroy();
    server.close();
  });
  return socket;
}

describe('a process', () => {
  test('ends by its exit code or a signal, or could not be run', async () => {
    expect(await endOfProcess(forked('process.exit(3)'))).toBe('exit code 3');
    const asleep = forked('setInterval(() => undefined, 1000)');
    const end = endOfProcess(asleep);
    asleep.kill('SIGKILL');
    expect(await end).toBe('signal SIGKILL');
    const nobody = fork('nothing.cjs', { execPath: path.join(scratchFolder(), 'no-such-program'), execArgv: [] }).on('error', () => undefined);
    expect(await endOfProcess(nobody)).toBe('not run');
  });

  test('that never took the socket it was sent has ended too, whether its exit or the end of its channel is heard first', async () => {
    // Its own child holds the channel open, so that the exit is heard first.
    const holder = "require('node:child_process').spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore', 3] });";
    for (const source of [holder, '']) {
      const child = forked(`${source} process.send('stopped'); setTimeout(() => process.kill(process.pid, 'SIGSTOP'));`).on('error', () => undefined);
      const end = endOfProcess(child);
      await once(child, 'message');
      child.send({ connection: 1 }, await acceptedSocket(), { keepOpen: true }, () => undefined);
      child.kill('SIGKILL');
      expect(await end).toBe('signal SIGKILL');
    }
  });
});

test('a thread that throws ends by its code, and its error goes to who listens', async () => {
  const thread = new Worker("throw new Error('lost')", { eval: true });
  const errors: string[] = [];
  thread.on('error', (error: Error) => errors.push(error.message));
  expect(await endOfThread(thread)).toBe('exit code 1');
  expect(errors).toEqual(['lost']);
});
