import { execFile, spawnSync } from 'node:child_process';

/** What a load showed. */
export interface Load {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Answers in all. */
  answers: number;
}

/** Whether wrk is installed: a loader in C takes so little of the machine that a server of one core can be seen at its limit. */
export const hasWrk = spawnSync('wrk', ['-v'], { stdio: 'ignore' }).error === undefined;

interface Settings {
  url: string;
  seconds: number;
  connections: number;
  headers: Record<string, string>;
  /** Core that it runs on, as taskset writes it. */
  core?: string | undefined;
  signal: AbortSignal;
}

/** Loads one address with wrk. @throws Error when a request failed or was answered with anything but 2xx */
export function wrk({ url, seconds, connections, headers, core, signal }: Settings): Promise<Load> {
  const pinned = core === undefined ? [] : ['taskset', '--cpu-list', core];
  const lines = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const [program = '', ...args] = [...pinned, 'wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--latency', ...lines, url];
  return new Promise((resolve, reject) => {
    execFile(program, args, { signal }, (error, output) => {
      if (error) return reject(error);
      if (/Non-2xx|Socket errors/.test(output)) return reject(new Error(`${url} under load:\n${output}`));
      resolve({ answers: Number(/(\d+) requests in/.exec(output)?.[1]), perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1]), p50: latency(output, 50), p99: latency(output, 99) });
    });
  });
}

const UNITS: Record<string, number> = { us: 0.001, ms: 1, s: 1_000 };

function latency(output: string, percentile: number): number {
  const [, value, unit = ''] = new RegExp(`^\\s+${percentile}%\\s+([\\d.]+)(us|ms|s)`, 'm').exec(output) ?? [];
  return Number(value) * (UNITS[unit] ?? Number.NaN);
}
