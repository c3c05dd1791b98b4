import { parse } from 'yaml';

/** Longer ones are no front matter. */
const LONGEST = 64 * 1024;
const FENCED = /^---[ \t]*\r?\n([^]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;

function valueText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return Array.isArray(value) ? value.map(valueText).filter(Boolean).join('、') : '';
}

/**
 * Parts the YAML front matter of a Markdown file from its text. What is no front matter (no mapping, no valid YAML)
 * stays text.
 * @returns the plain values by name; lists are joined by 、, nested mappings left out
 */
export function splitFrontMatter(source: string): { metadata: Record<string, string>; text: string } {
  const found = FENCED.exec(source.slice(0, LONGEST));
  if (!found) return { metadata: {}, text: source };
  try {
    // The library refuses aliases that multiply.
    const value: unknown = parse(found[1] ?? '');
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { metadata: {}, text: source };
    const entries = Object.entries(value).map(([name, one]) => [name.toLowerCase(), valueText(one).trim()] as const);
    return { metadata: Object.fromEntries(entries.filter(([, one]) => one !== '')), text: source.slice(found[0].length) };
  } catch {
    return { metadata: {}, text: source };
  }
}
