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

/** The sum of the figures with this name and these labels; 0 where nothing has been counted yet. */
export function sumOf(samples: Sample[], name: string, labels: Record<string, string> = {}): number {
  const fits = (sample: Sample) => sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value);
  return samples.filter(fits).reduce((sum, { value }) => sum + value, 0);
}
