import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a listener was sent. */
export interface Heard {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** A plain http server that notes each request whole before it answers, for what a proxy does on the way. */
export interface Listener {
  /** 127.0.0.1:PORT */
  address: string;
  heard: Heard[];
  close(): Promise<void>;
}

/** @param answer ends the response, or breaks it off */
export async function listen(answer: (request: Heard, response: ServerResponse) => void): Promise<Listener> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() };
      heard.push(one);
      answer(one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, heard, close };
}
