import type { LineForm } from '../builder';
import { median, type Bookmark } from './page';
import { sizeOfText, type Paragraph } from './paragraphs';

/** Letters that are so much larger than those of the text stand out. */
const LARGE = 1.12;
/** A title is larger than that, and as large as anything in the document. */
const TITLE = 1.2;
const LONGEST_TITLE = 80;
const LONGEST_HEADING = 60;
const MOST_PAGES_OFF = 1;
/** How many lines may stand above a title's own. */
const MOST_ABOVE = 3;

const bare = (text: string) => text.normalize('NFKC').replace(/[\s.…·]/g, '');

/**
 * What the looks of paragraphs, and the list of headings beside the pages, say of them: the lines that the list names are
 * headings of its levels; the largest of the first page is the title; other large ones stand out as bold ones do.
 */
export function levelsOf(paragraphs: readonly Paragraph[], bookmarks: readonly Bookmark[]): Map<Paragraph, LineForm> {
  const forms = new Map<Paragraph, LineForm>();
  const usual = sizeOfText(paragraphs);
  for (const one of paragraphs) if (one.size >= usual * LARGE && one.text.length <= LONGEST_HEADING) forms.set(one, { bold: true });
  const title = titleOf(paragraphs, usual);
  const listed = named(paragraphs, bookmarks);
  const isListed = title !== null && listed.has(title);
  const above = title ?? aboveListed(paragraphs, listed, forms);
  for (const [paragraph, level] of listed) forms.set(paragraph, { heading: level + (above && !isListed ? 1 : 0) });
  if (above && !isListed) forms.set(above, { heading: 1 });
  return forms;
}

/** The largest paragraph of the first page that has words, if no other of the document is as large. */
function titleOf(paragraphs: readonly Paragraph[], usual: number): Paragraph | null {
  const first = paragraphs.filter(({ page }) => page === 0);
  const largest = Math.max(...first.map(({ size }) => size));
  const found = first.filter(({ size }) => size >= largest * 0.98);
  const [title] = found;
  if (!title || found.length > 1 || largest < usual * TITLE || title.text.length > LONGEST_TITLE || title.text.length < 2) return null;
  // What an office prints above its documents is larger than their titles.
  if (/(?:文件|公报|简报)$/.test(title.text)) return null;
  const others = paragraphs.filter((one) => one !== title && one.size >= largest * 0.98);
  return others.length === 0 && first.indexOf(title) <= Math.max(6, median([first.length])) ? title : null;
}

/** The line above the first heading of the list, where it stands out: a title is seldom in that list. */
function aboveListed(paragraphs: readonly Paragraph[], listed: ReadonlyMap<Paragraph, number>, forms: ReadonlyMap<Paragraph, LineForm>): Paragraph | null {
  const first = paragraphs.findIndex((one) => listed.has(one));
  const found = paragraphs.slice(0, Math.min(Math.max(first, 0), MOST_ABOVE)).find(({ text }) => text.length > 1);
  return found && (found.bold || found.centred || forms.has(found)) && found.text.length <= LONGEST_HEADING && !/[。；;：:]$/.test(found.text) ? found : null;
}

/** The paragraphs that bookmarks name, with their levels; each on its page or the next. */
function named(paragraphs: readonly Paragraph[], bookmarks: readonly Bookmark[]): Map<Paragraph, number> {
  const found = new Map<Paragraph, number>();
  const byText = new Map<string, Paragraph[]>();
  for (const one of paragraphs) {
    const key = bare(one.text);
    const known = byText.get(key);
    if (known) known.push(one);
    else byText.set(key, [one]);
  }
  for (const { title, level, page } of bookmarks) {
    const key = bare(title);
    const paragraph = byText.get(key)?.find((one) => !found.has(one) && (page === null || Math.abs(one.page - page) <= MOST_PAGES_OFF));
    if (paragraph && key !== '') found.set(paragraph, level);
  }
  return found;
}
