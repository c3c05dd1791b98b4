import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import next from 'next';
import { disconnect } from '../lib/db';
import { provideEnv, type Env } from '../lib/env';
import { log } from '../lib/log';
import { clock } from '../lib/page-cache/clock';
import { loadAssets } from './assets';
import { checkedEnv } from './checked-env';
import { openDatabase } from './database';
import { prepareDemo } from './demo';
import { createFront, sendPlain } from './front';
import { keepTidy } from './housekeeping';
import { collectMetrics, metricsBefore } from './metrics';
import { findRunningPostgres } from './postgres';
import { ROOT } from './root';
import { keptSecret } from './secrets';
import { commonHeaders, contentSecurityPolicy } from './security-headers';
import { StartError } from './start-error';
import { timed } from './timed';
import { watched } from './watch';

/** How long accepted requests may take to finish after a signal. */
const DRAIN = 10_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Listens first, so that a busy port is told before anything is started; until ready it answers 503. */
async function listen(server: Server, { PORT, HOST, DATA_DIR, DATABASE_URL }: Env): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', async (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && !DATABASE_URL && (await findRunningPostgres(DATA_DIR))) {
        return reject(new StartError(`Anli is running on ${DATA_DIR} already: use that one or stop it, or set both PORT and DATA_DIR for a second one.`));
      }
      const told: Record<string, string> = {
        EADDRINUSE: `Port ${PORT} is in use: stop what listens there, or set PORT to another one.`,
        EACCES: `Port ${PORT} may not be used by this user: set PORT to 1024 or above.`,
        EADDRNOTAVAIL: `HOST ${HOST} is no address of this machine: set HOST to 127.0.0.1 or 0.0.0.0.`,
        ENOTFOUND: `HOST ${HOST} is no address of this machine: set HOST to 127.0.0.1 or 0.0.0.0.`,
      };
      reject(new StartError(told[error.code ?? ''] ?? `Cannot listen on ${HOST}:${PORT}: ${error.message}`));
    });
    server.listen(PORT, HOST, () => resolve((server.address() as AddressInfo).port));
  });
}

async function start(): Promise<void> {
  // Nothing of this site reports to anybody.
  process.env.NEXT_TELEMETRY_DISABLED = '1';
  const env = checkedEnv();
  let answer: RequestListener = (_request, response) => {
    for (const [name, value] of Object.entries(commonHeaders(false))) response.setHeader(name, value);
    response.setHeader('Content-Security-Policy', contentSecurityPolicy('page', '', false));
    sendPlain(response, 503);
  };
  const server = createServer((request, response) => answer(request, response));
  const port = await listen(server, env);
  const address = env.SITE_URL ?? `http://${env.HOST === '0.0.0.0' || env.HOST === '::' ? 'localhost' : env.HOST}:${port}`;

  const database = await timed('database', () => openDatabase(env, say));
  const development = env.NODE_ENV === 'development';
  let endHousekeeping = async () => {};
  const shutdown = stopper(server, async () => {
    await endHousekeeping();
    await clock().stop();
    await disconnect();
    await database.close();
  });
  try {
    const secret = env.NEXTAUTH_SECRET ?? (await keptSecret(env.DATA_DIR, 'session-secret', 48));
    provideEnv({ DATABASE_URL: database.url, NEXTAUTH_SECRET: secret, NEXTAUTH_URL: address });
    const lines = await timed('content', () => prepareDemo(env, database.embedded));
    // What Next would print over many lines, instrumentation.ts writes into our log.
    const app = next({ dev: development, dir: ROOT, hostname: env.HOST, port, quiet: !development });
    await timed('pages', () => app.prepare());
    const assets = development ? null : await loadAssets(path.join(ROOT, '.next'));
    const front = createFront({ handler: app.getRequestHandler(), address, development, assets });
    collectMetrics();
    answer = watched(metricsBefore(front, env.METRICS_TOKEN));
    endHousekeeping = keepTidy();
    for (const line of lines) say(line);
    say(`Anli is ready at ${address}`);
  } catch (error) {
    await shutdown();
    throw error;
  }
}

/** Ends in order: no new requests, those accepted answered, pool, database. Runs once, whatever calls it. */
function stopper(server: Server, close: () => Promise<void>): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  const stop = () =>
    (stopping ??= (async () => {
      const drained = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), DRAIN);
      await drained;
      clearTimeout(cut);
      await close();
    })());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!stopping) say('stopping');
      void stop().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
    });
  }
  return stop;
}

function fail(error: unknown): never {
  if (error instanceof StartError) process.stderr.write(`${error.message}\n`);
  else log().fatal({ err: error }, 'could not go on');
  process.exit(1);
}

// A reader of our output that goes away (a closed terminal, `| head`) must not take the server with it, nor keep it from stopping.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

await start().catch(fail);
