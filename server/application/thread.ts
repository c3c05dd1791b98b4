import { once } from 'node:events';
import { createServer, IncomingMessage, ServerResponse, type OutgoingHttpHeader, type OutgoingHttpHeaders } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { REQUEST_ID } from '../../lib/platform/http/headers';
import { provideDocumentReader } from '../../lib/importing/document-reader';
import { routeOf } from '../../lib/platform/routes/match';
import type { Route } from '../../lib/platform/routes/table';
import { runnerIsPresent } from '../../lib/platform/jobs/runner-present';
import { expireLease, provideWritersClock } from '../../lib/platform/commit-clock/clock';
import { dependOn, markStopping, warmUp } from '../../lib/platform/http/readiness';
import type { RequestScope } from '../../lib/platform/request-scope';
import { loadApplication } from './application';
import { QUERIES, type ApplicationCalls, type FrontCalls, type ThreadData } from './calls';
import { checkedEnv } from '../boot/checked-env';
import { collectWhenIdle } from '../boot/idle-collection';
import { collectThreadMetrics } from '../metrics/metrics';
import { DocumentReaderThread } from './document-reader/client';

// Next, Prisma and our pages, in a thread of their own: see front/application-client.ts for why.

const port = parentPort!;
const { address, sitePort, socketPath, expiries } = workerData as ThreadData;

type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[];

class Scope implements RequestScope {
  queries = 0;
  queryMs = 0;
  constructor(readonly id: string, readonly route: Route) {}
}

/** Tells the thread in front how often the database was asked, since that one writes the log. */
class TellingResponse extends ServerResponse {
  scope: Scope | undefined;

  override writeHead(status: number, reason?: string | Headers, headers?: Headers): this {
    if (this.scope) this.setHeader(QUERIES, `${this.scope.queries} ${this.scope.queryMs}`);
    return typeof reason === 'string' ? super.writeHead(status, reason, headers) : super.writeHead(status, reason);
  }
}

const front = createBirpc<FrontCalls, ApplicationCalls>(
  {
    async render(url, id, route, inSnapshot) {
      const scope = new Scope(id, route);
      const rendered = await application.render(url, scope, inSnapshot);
      return { ...rendered, queries: scope.queries, queryMs: scope.queryMs };
    },
    answers: () => true,
    figures: collectThreadMetrics(),
    warmUp,
    stopping: markStopping,
    async close() {
      server.close();
      server.closeAllConnections();
      await application.close();
      setImmediate(() => process.exit(0));
    },
  },
  { post: (data: unknown) => port.postMessage(data), on: (listen) => port.on('message', listen), timeout: -1 },
);

provideDocumentReader(new DocumentReaderThread());
const counter = new Int32Array(expiries);
provideWritersClock({ expire: () => expireLease(counter), othersLiving: () => front.othersLiving() });
dependOn('page cache', async () => {
  if (!(await front.current())) throw new Error('the counter of commits cannot be read');
});

// Pages and the desk are answered without it; and a job that ends its runner, handed on from one to the next, must not take
// every instance out of a load balancer.
dependOn('jobs', runnerIsPresent, { needed: false });

const application = await loadApplication(checkedEnv(), address, sitePort);
// The front keeps the clients' times, and the connections between the two are its own.
const times = { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 };
// What the front has let in is not too long here, with what it adds.
const maxHeaderSize = 64 * 1024;
const server = createServer<typeof IncomingMessage, typeof TellingResponse>({ ServerResponse: TellingResponse, maxHeaderSize, ...times }, (request, response) => {
  const scope = new Scope(String(request.headers[REQUEST_ID]), routeOf(request.url ?? ''));
  response.scope = scope;
  application.answer(request, response, scope);
});
server.listen(socketPath);
await once(server, 'listening');
collectWhenIdle();
await front.loaded();
