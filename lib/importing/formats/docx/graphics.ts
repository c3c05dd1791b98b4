import { descendants, child, elements, textOf, type XmlElement } from './xml';

/*
 * What Word draws from data of its own, SmartArt and charts, as what an article can hold: a list and a table. Both are
 * given as elements, which the story then reads as it reads the author's.
 */

/** A list that is read as one: its items are `list:item`, with their depth from 0. */
export const LIST = 'list:list';
/** More items, rows and columns than that say nothing to a reader. */
const MOST_ITEMS = 500;
const MOST_SERIES = 50;
const DEEPEST = 8;

const element = (name: string, children: (XmlElement | string)[], attributes: Record<string, string> = {}): XmlElement => ({ name, attributes, children });
/** A paragraph of plain text. */
const paragraph = (text: string) => element('w:p', [element('w:r', [element('w:t', [text], { 'xml:space': 'preserve' })])]);
const words = (parent: XmlElement, name: string) => [...descendants(parent, name)].map(textOf).join('').trim();

/** The words of a SmartArt drawing (`dgm:dataModel`), each below the one that it hangs from; null where it has none. */
export function diagramList(data: XmlElement): XmlElement | null {
  const texts = new Map<string, string>();
  for (const point of elements(child(data, 'dgm:ptLst'))) {
    const { modelId = '', type = 'node' } = point.attributes;
    const body = child(point, 'dgm:t');
    const text = body ? [...descendants(body, 'a:p')].map((one) => words(one, 'a:t')).filter(Boolean).join(' ') : '';
    if ((type === 'node' || type === 'asst') && text !== '' && texts.size < MOST_ITEMS) texts.set(modelId, text);
  }
  const below = new Map<string, { id: string; order: number }[]>();
  const hanging = new Set<string>();
  for (const { attributes } of elements(child(data, 'dgm:cxnLst'))) {
    const { type = 'parOf', srcId = '', destId = '', srcOrd = '0' } = attributes;
    if (type !== 'parOf' || !texts.has(destId)) continue;
    below.set(srcId, [...(below.get(srcId) ?? []), { id: destId, order: Number(srcOrd) || 0 }]);
    if (texts.has(srcId)) hanging.add(destId);
  }
  const items: XmlElement[] = [];
  const said = new Set<string>();
  const say = (id: string, depth: number): void => {
    if (said.has(id)) return;
    said.add(id);
    items.push(element('list:item', [texts.get(id) ?? ''], { depth: String(Math.min(depth, DEEPEST)) }));
    for (const one of (below.get(id) ?? []).sort((a, b) => a.order - b.order)) say(one.id, depth + 1);
  };
  const roots = [...below].filter(([id]) => !texts.has(id)).flatMap(([, all]) => all.sort((a, b) => a.order - b.order).map(({ id }) => id));
  for (const id of roots) say(id, 0);
  // What hangs from nothing, and what only hangs from itself in a circle.
  for (const id of texts.keys()) if (!hanging.has(id)) say(id, 0);
  for (const id of texts.keys()) say(id, 0);
  return items.length > 0 ? element(LIST, items) : null;
}

/** The title of a chart (`c:chartSpace`) and its figures: a row for each category, a column for each series. */
export function chartTable(space: XmlElement): XmlElement[] {
  const chart = child(space, 'c:chart');
  const plot = child(chart, 'c:plotArea');
  if (!chart || !plot) return [];
  const heading = child(chart, 'c:title');
  const title = heading ? words(heading, 'a:t') : '';
  const series = [...descendants(plot, 'c:ser')].slice(0, MOST_SERIES);
  const categories = series.map((one) => points(child(one, 'c:cat') ?? child(one, 'c:xVal')));
  const values = series.map((one) => points(child(one, 'c:val') ?? child(one, 'c:yVal')));
  const names = series.map((one) => {
    const name = child(one, 'c:tx');
    return name ? words(name, 'c:v') : '';
  });
  const indexes = [...new Set([...categories, ...values].flatMap((one) => [...one.keys()]))].sort((a, b) => a - b).slice(0, MOST_ITEMS);
  const rows = indexes.map((index) => [categories.find((one) => one.has(index))?.get(index) ?? '', ...values.map((one) => one.get(index) ?? '')]);
  return [...(title ? [paragraph(title)] : []), ...(rows.length > 0 ? [table([['', ...names], ...rows])] : [])];
}

/** The cached points of a series by their index. */
function points(data: XmlElement | undefined): Map<number, string> {
  return new Map(data ? [...descendants(data, 'c:pt')].map((one): [number, string] => [Number(one.attributes.idx) || 0, words(one, 'c:v')]) : []);
}

function table(rows: readonly string[][]): XmlElement {
  return element('w:tbl', rows.map((cells) => element('w:tr', cells.map((text) => element('w:tc', [paragraph(text)])))));
}
