import { send } from './client';
import { site } from './site';

/** One figure of /metrics. */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** The figures in a text as Prometheus reads it. @throws Error at a line that it would not read */
export function parseMetrics(text: string): Sample[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [, name, labels = '', value] = /^([a-z_][a-z0-9_]*)(?:\{((?:[a-z]\w*="[^"\\]*",?)+)\})? (\S+)$/i.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error(`No line of metrics: ${line}`);
    return { name, labels: Object.fromEntries([...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, told]) => [key, told])), value: Number(value) };
  });
}

/** What a site says about itself just now. */
export async function readMetrics(origin = site.origin, headers: Record<string, string> = {}): Promise<Sample[]> {
  const { status, text } = await send('GET', '/metrics', { origin, headers });
  if (status !== 200) throw new Error(`/metrics answered ${status}`);
  return parseMetrics(text);
}

/** The sum of the figures with this name and these labels; 0 where nothing has been counted yet. */
export function sumOf(samples: Sample[], name: string, labels: Record<string, string> = {}): number {
  const fits = (sample: Sample) => sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value);
  return samples.filter(fits).reduce((sum, { value }) => sum + value, 0);
}

const QUERIES = 'anli_database_query_duration_seconds_count';

/** Does `work` and tells how many queries each route made meanwhile; the server's own work is not told. */
export async function queriesDuring(work: () => Promise<unknown>, origin = site.origin): Promise<Record<string, number>> {
  const before = await readMetrics(origin);
  await work();
  const after = await readMetrics(origin);
  const routes = after.filter(({ name, labels }) => name === QUERIES && labels.route !== '-').map(({ labels }) => labels.route!);
  const counted = routes.map((route) => [route, sumOf(after, QUERIES, { route }) - sumOf(before, QUERIES, { route })] as const);
  return Object.fromEntries(counted.filter(([, queries]) => queries > 0));
}
