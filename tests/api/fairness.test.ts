import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { beforeAll, expect, test } from 'vitest';
import { makePublished } from '../support/articles';
import { createCast } from '../support/people';
import { site } from '../support/site';

const CLIENTS = 200;
/** Answers to all of them together: where some were served again and again, others would have none by then. */
const ANSWERS = 250;

interface Served {
  answers: number;
  statuses: number[];
}

beforeAll(async () => {
  await makePublished(await createCast());
});

/** Clients that ask anew as soon as they have been answered, each on a connection of its own that is kept. */
async function storm(path: string, method: string): Promise<Served[]> {
  const { hostname, port } = new URL(site.origin);
  const clients = Array.from({ length: CLIENTS }, (): Served => ({ answers: 0, statuses: [] }));
  let all = 0;
  await Promise.all(clients.map(async (client) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (all < ANSWERS) {
      const asked = request({ hostname, port, path, method, agent, ...(method === 'POST' ? { headers: { 'content-type': 'application/json', 'content-length': 2 } } : {}) });
      asked.end(method === 'POST' ? '{}' : undefined);
      const [message] = (await once(asked, 'response')) as [IncomingMessage];
      message.resume();
      await once(message, 'end');
      all += 1;
      client.answers += 1;
      client.statuses.push(message.statusCode!);
      // Where the machine has no time to spare, some are told to come back, in the way that the API says.
      if (message.statusCode === 503) expect(Number(message.headers['retry-after'])).toBeGreaterThan(0);
    }
    agent.destroy();
  }));
  return clients;
}

test.each([
  ['GET', '/api/health', 200],
  ['GET', '/api/cases?limit=3', 200],
  ['GET', '/desk', 307],
  ['POST', '/api/articles', 401],
])('each of two hundred clients is answered: %s %s', async (method, path, status) => {
  const clients = await storm(path, method);
  expect(clients.filter(({ answers }) => answers === 0)).toEqual([]);
  expect([...new Set(clients.flatMap(({ statuses }) => statuses))].filter((one) => one !== 503)).toEqual([status]);
});
