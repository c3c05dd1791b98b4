import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Web } from '../../../../server/front/web';

const MANY = 5;
let web: Web;
let heard: ServerResponse[];
let all: Promise<void>;

beforeEach(async () => {
  heard = [];
  let complete: () => void;
  all = new Promise((resolve) => (complete = resolve));
  web = new Web((_request, response) => {
    if (heard.push(response) === MANY) complete();
  });
  web.server.listen(0, '127.0.0.1');
  await once(web.server, 'listening');
});
afterEach(() => web.server.close());

async function askAtOnce() {
  const socket = connect((web.server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(MANY));
  await all;
  return socket;
}

test('a client that goes away ends every answer that it was to get, also those whose turn had not come', async () => {
  const socket = await askAtOnce();
  const ended = Promise.all(heard.map((response) => once(response, 'close')));
  socket.destroy();
  await ended;
  await web.drain(1_000, 'at once');
});

test('an answer whose turn has come when its client goes ends once, as those behind it do', async () => {
  const socket = await askAtOnce();
  let ends = 0;
  const ended = Promise.all(heard.map((response) => once(response.on('close', () => (ends += 1)), 'close')));
  const first = once(heard[0]!, 'close');
  heard[0]!.end('ok');
  await first;
  socket.destroy();
  await ended;
  await web.drain(1_000, 'at once');
  expect(ends).toBe(MANY);
});

test('answers that get their turn end once each', async () => {
  const socket = await askAtOnce();
  let ends = 0;
  const ended = Promise.all(heard.map((response) => once(response.on('close', () => (ends += 1)), 'close')));
  for (const response of heard) response.end('ok');
  await ended;
  socket.destroy();
  await web.drain(1_000, 'at once');
  expect(ends).toBe(MANY);
});
