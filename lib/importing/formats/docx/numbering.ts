import { formatNumber } from './number-formats';
import { child, childValue, elements, toggle, type XmlElement } from './xml';

/** Word has nine levels of numbering. */
const LEVELS = 9;
/** More characters than any number has; a hostile pattern may repeat itself. */
const LONGEST = 200;
/** More than any format's name or pattern of digits has: a number is filled up to the length of its pattern. */
const LONGEST_FORMAT = 40;

interface Level {
  start: number;
  format: string;
  /** `%1.%2`: each is replaced by the number of that level. */
  pattern: string;
  /** What stands between number and text: tab, space or nothing. */
  suffix: string;
  /** The level (from 1) at which this one starts anew; 0 for never, null for any higher one. */
  restart: number | null;
  /** All numbers in plain digits, its own and those of higher levels. */
  legal: boolean;
  style: string | undefined;
}

interface Definition {
  id: string;
  levels: (Level | undefined)[];
}

interface Instance {
  definition: Definition;
  overrides: Map<number, { start?: number; level?: Level }>;
  /** Levels that this instance has begun: a start of its own counts once. */
  begun: Set<number>;
}

export type Numbered = { bullet: true; level: number } | { bullet: false; level: number; label: string; suffix: string; unknownFormat?: string };

function readLevel(element: XmlElement): Level {
  const restart = Number(childValue(element, 'w:lvlRestart') ?? NaN);
  const custom = [element, ...elements(child(element, 'mc:AlternateContent'))].flatMap((one) => elements(one).filter(({ name }) => name === 'w:numFmt'))[0];
  const named = custom?.attributes['w:val'] ?? 'decimal';
  const format = named === 'custom' ? (custom?.attributes['w:format'] ?? 'decimal') : named;
  return {
    start: Number(childValue(element, 'w:start') ?? 1) || 0,
    format: format.slice(0, LONGEST_FORMAT),
    pattern: childValue(element, 'w:lvlText') ?? '',
    suffix: childValue(element, 'w:suff') ?? 'tab',
    restart: Number.isNaN(restart) ? null : restart,
    legal: toggle(element, 'w:isLgl') ?? false,
    style: childValue(element, 'w:pStyle'),
  };
}

const levelOf = (element: XmlElement) => Number(element.attributes['w:ilvl'] ?? 0);

/** Automatic numbers, which are not in the text: counted as paragraph after paragraph is asked for its own. */
export class Numbering {
  private readonly instances = new Map<string, Instance>();
  private readonly counts = new Map<string, (number | undefined)[]>();

  /** @param root `w:numbering`, undefined where the document has none */
  constructor(root: XmlElement | undefined) {
    const definitions = new Map<string, Definition>();
    const byStyle = new Map<string, Definition>();
    const links: [Definition, string][] = [];
    for (const element of elements(root)) {
      if (element.name !== 'w:abstractNum') continue;
      const definition: Definition = { id: element.attributes['w:abstractNumId'] ?? '', levels: [] };
      for (const one of elements(element)) if (one.name === 'w:lvl') definition.levels[levelOf(one)] = readLevel(one);
      definitions.set(definition.id, definition);
      const own = childValue(element, 'w:styleLink');
      if (own) byStyle.set(own, definition);
      const other = childValue(element, 'w:numStyleLink');
      if (other) links.push([definition, other]);
    }
    for (const [definition, style] of links) definition.levels = byStyle.get(style)?.levels ?? definition.levels;
    for (const element of elements(root)) {
      const definition = element.name === 'w:num' && definitions.get(childValue(element, 'w:abstractNumId') ?? '');
      if (definition) this.instances.set(element.attributes['w:numId'] ?? '', { definition, overrides: readOverrides(element), begun: new Set() });
    }
  }

  /** The level of a list that a paragraph style is tied to; 0 where it is tied to none. */
  levelOfStyle(numId: string, style: string): number {
    const level = this.instances.get(numId)?.definition.levels.findIndex((one) => one?.style === style) ?? 0;
    return Math.max(0, level);
  }

  /** The number of the next paragraph of a list; null where the list is not there or its level prints nothing. */
  next(numId: string, asked: number): Numbered | null {
    const instance = this.instances.get(numId);
    if (!instance) return null;
    const level = Math.min(Math.max(0, Math.trunc(asked) || 0), LEVELS - 1);
    const own = levelIn(instance, level);
    if (!own) return null;
    const counts = this.count(instance, level, own);
    if (own.format === 'bullet') return { bullet: true, level };
    let unknownFormat: string | undefined;
    const label = own.pattern.slice(0, LONGEST).replace(/%([1-9])/g, (_, digit: string) => {
      const index = Number(digit) - 1;
      const { format, start } = levelIn(instance, index) ?? own;
      const value = counts[index] ?? start;
      const plain = own.legal && format !== 'decimalZero';
      const text = formatNumber(value, plain ? 'decimal' : format);
      if (text === null) unknownFormat = format;
      return text ?? String(value);
    });
    if (label.trim() === '') return null;
    return { bullet: false, level, label, suffix: own.suffix, ...(unknownFormat ? { unknownFormat } : {}) };
  }

  /** Counts on: instances of one definition share their counts, deeper levels start anew. */
  private count(instance: Instance, level: number, own: Level): (number | undefined)[] {
    const { definition, overrides, begun } = instance;
    const counts = this.counts.get(definition.id) ?? [];
    this.counts.set(definition.id, counts);
    const before = counts[level];
    const start = overrides.get(level)?.start;
    counts[level] = start !== undefined && !begun.has(level) ? start : before === undefined ? own.start : before + 1;
    begun.add(level);
    for (let higher = 0; higher < level; higher++) counts[higher] ??= levelIn(instance, higher)?.start ?? 1;
    for (let deeper = level + 1; deeper < LEVELS; deeper++) {
      const restart = levelIn(instance, deeper)?.restart ?? null;
      if (restart === null || (restart > 0 && level < restart)) counts[deeper] = undefined;
    }
    return counts;
  }
}

function levelIn({ definition, overrides }: Instance, level: number): Level | undefined {
  return overrides.get(level)?.level ?? definition.levels[level];
}

function readOverrides(num: XmlElement): Instance['overrides'] {
  const overrides: Instance['overrides'] = new Map();
  for (const one of elements(num)) {
    if (one.name !== 'w:lvlOverride') continue;
    const start = childValue(one, 'w:startOverride');
    const level = child(one, 'w:lvl');
    overrides.set(levelOf(one), { ...(start === undefined ? {} : { start: Number(start) || 0 }), ...(level ? { level: readLevel(level) } : {}) });
  }
  return overrides;
}
