import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { AggregatorRegistry, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { readEnv } from '../../lib/platform/env';
import { log } from '../../lib/platform/log';
import { metrics } from '../../lib/platform/metrics/metrics';
import { askPrimary, tellPrimary, type Figures } from './metrics-of-workers';

/** Whether a supervisor has started this process. */
const isWorker = () => process.send !== undefined && readEnv().WEB_CONCURRENCY !== undefined;

/** What a process tells of itself, for who sums or writes it. */
export interface ProcessFigures {
  /** All that this process has counted, in all of its threads. */
  own(): Promise<Figures>;
  text(): Promise<string>;
}

/**
 * Begins to collect what the process itself tells, and in a worker to tell the primary. Once a process, in the thread
 * that serves, before it does.
 * @param behind what each of the other threads has counted
 */
export function collectMetrics(...behind: (() => Promise<Figures>)[]): ProcessFigures {
  const process = new Registry();
  collectDefaultMetrics({ register: process });
  new Gauge({ name: 'anli_workers', help: 'Processes that these figures are the sum of', registers: [process] }).set(1);
  // All threads declare what the product counts, and each counts its part.
  const product = async () => AggregatorRegistry.aggregate([await metrics().registry.getMetricsAsJSON(), ...(await Promise.all(behind.map((read) => read())))]);
  const figures = {
    own: async () => [...(await process.getMetricsAsJSON()), ...(await (await product()).getMetricsAsJSON())] as Figures,
    text: async () => `${await process.metrics()}\n${await (await product()).metrics()}`,
  };
  if (isWorker()) tellPrimary(() => figures.own());
  return figures;
}

/** What the thread of the application adds: the product's own figures, and how busy the thread is. @returns reads them */
export function collectThreadMetrics(): () => Promise<Figures> {
  const thread = new Registry();
  collectDefaultMetrics({ register: thread, prefix: 'anli_application_' });
  return async () => {
    const all = [...(await metrics().registry.getMetricsAsJSON()), ...(await thread.getMetricsAsJSON())] as Figures;
    // What concerns the whole process the thread in front tells.
    return all.filter(({ name }) => !/^anli_application_(?!nodejs_(?:eventloop|heap_size|gc))/.test(name));
  };
}

/** The metrics of all workers, summed; of this process alone, saying so, where the primary does not answer in time. */
async function metricsOfAll(own: ProcessFigures): Promise<string> {
  if (!isWorker()) return own.text();
  const sum = await askPrimary();
  if (sum !== null) return sum;
  log().warn('the metrics of the other workers could not be had');
  return `# This process alone: the primary did not answer in time.\n${await own.text()}`;
}

const PATH = /^\/metrics(?:\?|$)/;

/**
 * Answers /metrics to those who may read them; everything else, and everybody else, is `front`'s, so that for the
 * public the address is as unknown as any other.
 * @param token who shows it may; undefined: this machine alone may
 */
export function metricsBefore(front: RequestListener, token: string | undefined, figures: ProcessFigures): RequestListener {
  return (request, response) => {
    const asked = PATH.test(request.url ?? '') && (request.method === 'GET' || request.method === 'HEAD');
    if (!asked || !mayRead(request, token)) return front(request, response);
    void answer(request, response, figures);
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, figures: ProcessFigures): Promise<void> {
  try {
    const body = Buffer.from(await metricsOfAll(figures));
    response.writeHead(200, {
      'Content-Type': Registry.PROMETHEUS_CONTENT_TYPE,
      'Content-Length': body.length,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  } catch (error) {
    log().error({ err: error }, 'metrics could not be read');
    response.writeHead(500, { 'Content-Length': 0 });
    response.end();
  }
}

const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;
const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;
/** What proxies add: with one of these the peer is not the one who asks. */
const FORWARDED = /^(?:x-forwarded-|forwarded$|x-real-ip$|via$|x-client-ip$|true-client-ip$|cf-connecting-ip$)/;

/**
 * With a token set it is the only key. Without one, a peer on this machine may that speaks to us directly; by the Host too,
 * which a proxy passes on or a page in a browser brings along whose name was made to point here.
 */
function mayRead({ headers, socket }: IncomingMessage, token: string | undefined): boolean {
  if (token !== undefined) return isSame(headers.authorization ?? '', `Bearer ${token}`);
  const direct = LOOPBACK.test(socket.remoteAddress ?? '') && LOOPBACK_HOST.test(headers.host ?? '');
  return direct && !Object.keys(headers).some((name) => FORWARDED.test(name));
}

/** In the same time whatever differs, and how long either is. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a!, b!);
}
