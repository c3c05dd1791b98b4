import { AggregatorRegistry, Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { Timings } from '../../../../lib/platform/metrics/timings';

function make(registry: Registry) {
  return new Timings({ name: 'took_seconds', help: 'What it took', labelNames: ['route', 'status'], buckets: [0.1, 1] }, registry);
}

const WRITTEN = `# HELP took_seconds What it took
# TYPE took_seconds histogram
took_seconds_bucket{le="0.1",route="/a",status="200"} 2
took_seconds_bucket{le="1",route="/a",status="200"} 3
took_seconds_bucket{le="+Inf",route="/a",status="200"} 4
took_seconds_sum{route="/a",status="200"} 5.625
took_seconds_count{route="/a",status="200"} 4
`;

test('durations are written as Prometheus reads them: cumulative, a bound belonging to its bucket', async () => {
  const registry = new Registry();
  const timing = make(registry).at({ route: '/a', status: '200' });
  for (const seconds of [0.1, 0.025, 0.5, 5]) timing.observe(seconds);
  expect(await registry.metrics()).toBe(WRITTEN);
});

test('a child is bound once and stays the same', () => {
  const timings = make(new Registry());
  const timing = timings.at({ route: '/a', status: '200' });
  expect(timings.at({ status: '200', route: '/a' })).toBe(timing);
  expect(timings.at({ route: '/a', status: '404' })).not.toBe(timing);
});

test('those of several processes are summed', async () => {
  const registries = [new Registry(), new Registry()];
  for (const [at, registry] of registries.entries()) {
    const timing = make(registry).at({ route: '/a', status: '200' });
    for (const seconds of [[0.1, 0.025], [0.5, 5]][at]!) timing.observe(seconds);
  }
  const all = AggregatorRegistry.aggregate(await Promise.all(registries.map((registry) => registry.getMetricsAsJSON())));
  expect(await all.metrics()).toBe(WRITTEN);
});
