/** One line of the table: what it is, and how the site and the bare server did. */
export interface Figure {
  part: string;
  name: string;
  unit: string;
  site: number;
  /** Null where a bare server has nothing of the kind. */
  bare: number | null;
}

export interface Percentiles {
  p50: number;
  p99: number;
}

/** The 50th and 99th percentile (nearest rank). */
export function percentiles(values: number[]): Percentiles {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

/** The value in the middle. */
export function median(values: number[]): number {
  return percentiles(values).p50;
}

/** Site by bare server; null where there is nothing to divide by. */
export function ratio({ site, bare }: Figure): number | null {
  return bare ? site / bare : null;
}

/** The figures as a table for a terminal, parts under their heads. */
export function table(figures: Figure[]): string {
  const lines = [row('', 'site', 'bare', 'site/bare')];
  let part = '';
  for (const figure of figures) {
    if (figure.part !== part) lines.push('', figure.part);
    part = figure.part;
    const share = ratio(figure);
    lines.push(row(`  ${figure.name}, ${figure.unit}`, written(figure.site), figure.bare === null ? '–' : written(figure.bare), share === null ? '–' : written(share)));
  }
  return `${lines.join('\n')}\n`;
}

function row(name: string, ...cells: string[]): string {
  return (name.padEnd(44) + cells.map((cell) => cell.padStart(12)).join('')).trimEnd();
}

/** Three figures are what such a measurement is worth. */
function written(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en');
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
