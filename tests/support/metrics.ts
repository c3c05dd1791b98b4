import { send } from './client';
import { parseMetrics, sumOf, type Sample } from './metrics-text';
import { site } from './site';

/** What a site says about itself just now. */
export async function readMetrics(origin = site.origin, headers: Record<string, string> = {}): Promise<Sample[]> {
  const { status, text } = await send('GET', '/metrics', { origin, headers });
  if (status !== 200) throw new Error(`/metrics answered ${status}`);
  return parseMetrics(text);
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
