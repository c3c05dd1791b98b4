import cluster from 'node:cluster';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/*
 * The peer of every figure: a Node `http` server that gives recorded answers, the same bytes under the same headers,
 * and does nothing else. It is run by itself, without loader or package, and ends with the process that started it.
 * With a number above 1 as its argument it is a cluster of so many workers.
 */

/** One answer to give. `for` is method and path, as in "GET /cases/100001". */
export interface Recorded {
  for: string;
  status: number;
  /** Names and values in turn. */
  headers: string[];
  body: string;
}

const answers = new Map<string, { status: number; headers: string[]; body: Buffer }>();

const server = createServer((request, response) => {
  // A body is read to its end, as a server must before the connection can be used again.
  request.resume();
  request.on('end', () => {
    const answer = answers.get(`${request.method} ${request.url}`);
    if (!answer) return void response.writeHead(404).end();
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
  });
});

function keep(recorded: Recorded[]): void {
  for (const { for: name, status, headers, body } of recorded) answers.set(name, { status, headers, body: Buffer.from(body, 'base64') });
}

/** The port of all workers. */
async function startCluster(count: number): Promise<number> {
  const workers = Array.from({ length: count }, () => cluster.fork());
  process.on('message', async (recorded: Recorded[]) => {
    const kept = workers.map((worker) => once(worker, 'message'));
    for (const worker of workers) worker.send(recorded);
    await Promise.all(kept);
    process.send?.('kept');
  });
  const listening = await Promise.all(workers.map((worker) => once(worker, 'listening')));
  return (listening[0]?.[0] as AddressInfo).port;
}

// Ctrl-C reaches the whole group of processes; this one goes when its owner lets go of it.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));

const workers = Number(process.argv[2] ?? 1);
if (cluster.isPrimary && workers > 1) {
  process.send?.(await startCluster(workers));
} else {
  process.on('message', (recorded: Recorded[]) => {
    keep(recorded);
    process.send?.('kept');
  });
  server.listen(0, '127.0.0.1', () => cluster.isPrimary && process.send?.((server.address() as AddressInfo).port));
}
