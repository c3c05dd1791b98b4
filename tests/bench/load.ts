import autocannon from 'autocannon';
import type { Percentiles } from './figures';
import { percentiles } from './figures';

const CONNECTIONS = 32;
const WARM_UP = 3;
/** Two of these a side, in turn. */
const ROUND = 5;
const ROUNDS = 2;

/** What one server did under load. */
export interface Delivered extends Percentiles {
  perSecond: number;
}

interface Round {
  times: number[];
  seconds: number;
}

/** Ends the load that is running, for a run that is broken off. */
export type Running = { stop(): void };

/**
 * Loads two servers in turn (A, B, A, B), since a machine drifts: what disturbs one disturbs the other.
 * @param urls one address on each
 * @param running receives each load while it runs
 * @throws Error when a request failed or was answered with anything but 2xx
 */
export async function loadInTurn<K extends string>(urls: Record<K, string>, running: (load: Running) => void): Promise<Record<K, Delivered>> {
  const names = Object.keys(urls) as K[];
  for (const name of names) await round(urls[name], WARM_UP, running);
  const done = new Map<K, Round[]>(names.map((name) => [name, []]));
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    for (const name of names) done.get(name)?.push(await round(urls[name], ROUND, running));
  }
  return Object.fromEntries(names.map((name) => [name, summary(done.get(name) ?? [])])) as Record<K, Delivered>;
}

/** autocannon's own histogram knows whole milliseconds only, too coarse for the bare server: each time is kept. */
function round(url: string, duration: number, running: (load: Running) => void): Promise<Round> {
  return new Promise((resolve, reject) => {
    const times: number[] = [];
    const load = autocannon({ url, connections: CONNECTIONS, duration }, (error, result) => {
      if (error) return reject(error);
      const { errors, non2xx } = result;
      if (errors + non2xx > 0 || times.length === 0) {
        return reject(new Error(`${url} under load: ${times.length} answers, ${errors} failed requests, ${non2xx} answers not 2xx`));
      }
      resolve({ times, seconds: result.duration });
    });
    load.on('response', (_client, _status, _bytes, milliseconds) => void times.push(milliseconds));
    running(load);
  });
}

function summary(rounds: Round[]): Delivered {
  const times = rounds.flatMap((one) => one.times);
  const seconds = rounds.reduce((sum, one) => sum + one.seconds, 0);
  return { perSecond: times.length / seconds, ...percentiles(times) };
}
