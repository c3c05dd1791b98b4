import { foldText } from '../lines/characters';
import { readKind } from '../kinds/kinds';
import type { LineMark } from '../source';

/** Where a line stands: before, between or behind the lines that can only be running text. */
export type Zone = 'head' | 'midst' | 'tail';

/** A line and its place, as far as one sees from it whether it is of the page. */
export interface Placed {
  text: string;
  zone: Zone;
  /** How many lines stand before it, and how many behind it. */
  before: number;
  behind: number;
  /** The family of its mark (一、, ◆), as far as it has one. */
  shape: string | null;
  mark: LineMark | undefined;
}

/** Longest beginning of a line that is read, in UTF-16 code units. */
const READ = 80;
/** Up to which distance lines are told apart, and lengths in steps. */
const FAR = 4;
const STEP = 8;
const LONG = 6;

/** What can be seen of a line: pairs and triples of its characters, its length, marks and place. */
export function lineFeatures({ text, zone, before, behind, shape, mark }: Placed): Map<string, number> {
  const features = new Map<string, number>();
  const see = (name: string) => features.set(name, 1);
  const plain = `^${foldText(text.slice(0, READ)).replace(/\d/g, '0').replace(/\s+/g, ' ')}$`;
  for (let i = 0; i + 1 < plain.length; i++) {
    see(`:${plain.slice(i, i + 2)}`);
    if (i + 2 < plain.length) see(`:${plain.slice(i, i + 3)}`);
  }
  const length = Math.min(LONG, Math.floor(text.length / STEP));
  see(zone);
  see(`length ${length}`);
  see(`length ${length} ${zone}`);
  see(`before ${Math.min(FAR, before)}`);
  see(`behind ${Math.min(FAR, behind)}`);
  if (/[。;]$/.test(plain.slice(0, -1))) see('stop');
  if (plain.includes('。')) see('sentence');
  if (shape) see(`shape ${shape.split('-')[0]}`);
  const kind = readKind(text);
  if (kind) see(kind.exact ? 'label' : 'word');
  if (mark?.heading !== undefined) see('heading');
  if (mark?.bold) see('bold');
  if (mark?.linked) see('linked');
  if (mark?.centred) see('centred');
  if (mark?.item !== undefined) see('item');
  return features;
}
