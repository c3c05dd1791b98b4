import cluster from 'node:cluster';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectMetrics, metricsBefore } from '../../../../server/metrics/metrics';
import { MetricsOfWorkers } from '../../../../server/metrics/metrics-of-workers';
import { watched } from '../../../../server/front/watch';

// A primary with two workers, each on a port of its own; says `PORT PID` for each on a line.
if (cluster.isPrimary) {
  const workers = new MetricsOfWorkers();
  for (let n = 0; n < 2; n += 1) workers.add(cluster.fork({ WEB_CONCURRENCY: '2' }).process);
} else {
  const figures = collectMetrics(async () => []);
  const front = watched(metricsBefore((_request, response) => response.end('ok'), undefined, figures));
  const server = createServer(front);
  server.listen({ port: 0, host: '127.0.0.1', exclusive: true }, () => process.stdout.write(`${(server.address() as AddressInfo).port} ${process.pid}\n`));
}
