import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/*
 * The peer of every figure: a Node `http` server that gives recorded answers, the same bytes under the same headers,
 * and does nothing else. It is run by itself, without loader or package, and ends with the process that started it.
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

process.on('message', (recorded: Recorded[]) => {
  for (const { for: name, status, headers, body } of recorded) answers.set(name, { status, headers, body: Buffer.from(body, 'base64') });
  process.send?.('kept');
});
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group of processes; this one goes when its owner lets go of it.
process.on('SIGINT', () => undefined);

server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
