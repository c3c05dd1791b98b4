import autocannon from 'autocannon';
import { median, percentiles } from './figures';
import { processorTime } from './processor-time';
import { hasWrk, wrk, type Load } from './wrk';

const CONNECTIONS = 32;
const WARM_UP = 2;
/** Three of these a side, in turn. */
const ROUND = 4;
const ROUNDS = 3;
/** What a browser says of encodings, cut to the one that every peer has. */
const HEADERS = { 'Accept-Encoding': 'gzip' };

/** Ends the load that is running, for a run that is broken off. */
export type Running = { stop(): void };

/** What a server did under load. */
export interface Served extends Load {
  /** Processor time of its process for one request, in microseconds; NaN where it is not known. */
  processor: number;
}

/**
 * Loads servers in turn (A, B, A, B), since a machine drifts: what disturbs one disturbs the other.
 * @param urls one address on each
 * @param running receives each load while it runs
 * @param core of the loader, where the servers have others
 * @param pids of the servers whose processor time is asked for
 * @throws Error when a request failed or was answered with anything but 2xx
 */
export async function loadInTurn<K extends string>(urls: Record<K, string>, running: (load: Running) => void, core?: string, pids: Partial<Record<K, number>> = {}): Promise<Record<K, Served>> {
  const names = Object.keys(urls) as K[];
  for (const name of names) await round(urls[name], WARM_UP, running, core);
  const done = new Map<K, Served[]>(names.map((name) => [name, []]));
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    for (const name of names) {
      const before = processorTime(pids[name] ?? 0);
      const load = await round(urls[name], ROUND, running, core);
      done.get(name)?.push({ ...load, processor: (processorTime(pids[name] ?? 0) - before) / load.answers });
    }
  }
  return Object.fromEntries(names.map((name) => [name, summary(done.get(name) ?? [])])) as Record<K, Served>;
}

function round(url: string, seconds: number, running: (load: Running) => void, core: string | undefined): Promise<Load> {
  if (!hasWrk) return roundOfAutocannon(url, seconds, running);
  const broken = new AbortController();
  running({ stop: () => broken.abort() });
  return wrk({ url, seconds, connections: CONNECTIONS, headers: HEADERS, core, signal: broken.signal });
}

/** autocannon's own histogram knows whole milliseconds only, too coarse for the bare server: each time is kept. */
function roundOfAutocannon(url: string, duration: number, running: (load: Running) => void): Promise<Load> {
  return new Promise((resolve, reject) => {
    const times: number[] = [];
    const load = autocannon({ url, connections: CONNECTIONS, duration, headers: HEADERS }, (error, result) => {
      if (error) return reject(error);
      const { errors, non2xx } = result;
      if (errors + non2xx > 0 || times.length === 0) {
        return reject(new Error(`${url} under load: ${times.length} answers, ${errors} failed requests, ${non2xx} answers not 2xx`));
      }
      resolve({ perSecond: times.length / result.duration, answers: times.length, ...percentiles(times) });
    });
    load.on('response', (_client, _status, _bytes, milliseconds) => void times.push(milliseconds));
    running(load);
  });
}

/** The round in the middle, of each figure: what hits one round hits no other. */
function summary(rounds: Served[]): Served {
  const middle = (what: keyof Served) => median(rounds.map((one) => one[what]));
  return { perSecond: middle('perSecond'), p50: middle('p50'), p99: middle('p99'), answers: middle('answers'), processor: middle('processor') };
}
