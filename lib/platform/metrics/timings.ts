import { Histogram, type MetricObjectWithValues, type MetricValueWithName, type Registry } from 'prom-client';

interface Declared<L extends string> {
  name: string;
  help: string;
  labelNames: readonly L[];
  /** Upper bounds in seconds, rising. */
  buckets: readonly number[];
}

/** The durations seen under one set of labels. */
export class Timing {
  readonly counts: Float64Array;
  sum = 0;

  constructor(private readonly bounds: readonly number[]) {
    this.counts = new Float64Array(bounds.length + 1);
  }

  /** Counts one duration. @param seconds not negative */
  observe(seconds: number): void {
    let at = 0;
    while (at < this.bounds.length && seconds > this.bounds[at]!) at += 1;
    this.counts[at]! += 1;
    this.sum += seconds;
  }
}

/**
 * A histogram whose labelled children are bound once and then cost a few nanoseconds an observation. prom-client's own
 * build a string and look it up each time (380 ns), which is felt by an answer that takes a tenth of a millisecond.
 */
export class Timings<L extends string> extends Histogram<L> {
  private readonly children = new Map<string, { labels: Record<string, string>; timing: Timing }>();

  constructor(
    private readonly declared: Declared<L>,
    registry: Registry,
  ) {
    super({ ...declared, labelNames: [...declared.labelNames], buckets: [...declared.buckets], registers: [registry] });
  }

  /** The child with these labels, made at its first use; to be kept where it is used often. */
  at(labels: Record<L, string>): Timing {
    const key = this.declared.labelNames.map((name) => labels[name]).join('\n');
    let child = this.children.get(key);
    if (!child) this.children.set(key, (child = { labels: { ...labels }, timing: new Timing(this.declared.buckets) }));
    return child.timing;
  }

  /** What the registry asks for: cumulative counts, as Prometheus has them. */
  override async get(): Promise<MetricObjectWithValues<MetricValueWithName<L>>> {
    const { name, help } = this.declared;
    const values = [...this.children.values()].flatMap((child) => this.valuesOf(child));
    return { name, help, type: 'histogram', aggregator: 'sum', values } as unknown as MetricObjectWithValues<MetricValueWithName<L>>;
  }

  /** Asked by prom-client before `get` when it writes text. */
  getForPromString(): ReturnType<Timings<L>['get']> {
    return this.get();
  }

  private valuesOf({ labels, timing }: { labels: Record<string, string>; timing: Timing }) {
    const { name, buckets } = this.declared;
    let count = 0;
    const counted = [...timing.counts].map((counts, at) => {
      count += counts;
      return { labels: { le: String(buckets[at] ?? '+Inf'), ...labels }, value: count, metricName: `${name}_bucket` };
    });
    return [...counted, { labels, value: timing.sum, metricName: `${name}_sum` }, { labels, value: count, metricName: `${name}_count` }];
  }
}
