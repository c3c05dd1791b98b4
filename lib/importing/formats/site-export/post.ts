import { escapeHtml } from '../../../content/escape-html';
import type { DocumentReason } from '../../../platform/errors';
import { cut, inOneLine, storable } from '../../../platform/plain-text';
import { LIMITS } from '../../../platform/limits';
import { EXPORTED } from '../html/exported';

/** An article of a website, as its export has it. */
export interface Post {
  /** Plain text. */
  title: string;
  /** Names of people; none for an account that is called by what it is for. */
  authors: readonly string[];
  /** As the export writes it: `2023-05-06 08:00:00`, or with a `T`. */
  date: string;
  /** Categories and tags by their names. */
  labels: readonly string[];
  /** Plain text that its author put before it. */
  excerpt: string;
  html: string;
  /** Why it is left out. */
  leftOut?: DocumentReason;
}

const ACCOUNT = /^(?:admin|administrator|root|webmaster|editor|管理员|站长|ghost|wordpress|user\d*)$/i;

/** The article as a page, for the reader of pages: title, byline, what its author put before it, and its text. */
export function pageOf({ title, authors, date, labels, excerpt, html }: Post): Uint8Array {
  const names = authors.filter((name) => name.trim() !== '' && !ACCOUNT.test(name.trim()));
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(date) ?? [];
  const said = year && year !== '0000' ? `${year}年${Number(month)}月${Number(day)}日` : '';
  const meta = (name: string, content: string) => (content ? `<meta name="${name}" content="${escapeHtml(content)}">` : '');
  const paragraph = (words: string) => (words ? `<p>${escapeHtml(words)}</p>` : '');
  const lead = excerpt.trim().split(/\n+/).map((line) => paragraph(line.trim())).join('');
  const page =
    `<!doctype html><html><head><meta charset="utf-8"><meta name="generator" content="${EXPORTED}"><title>${escapeHtml(title)}</title>` +
    `${meta('og:title', title)}${meta('author', names.join('、'))}${meta('date', said)}${meta('keywords', labels.join('、'))}</head><body><h1>${escapeHtml(title)}</h1>` +
    `${paragraph(names.length > 0 ? `作者：${names.join('、')}` : '')}${paragraph(said)}${lead}\n${html}\n</body></html>`;
  return new TextEncoder().encode(page);
}

/** The picture that stands above an article, by its address; nothing where there is none. */
export function pictureHtml(address: string): string {
  return address ? `<p><img src="${escapeHtml(address)}"></p>\n` : '';
}

/** Names for the files of these posts, each one once. */
export function fileNames(posts: readonly Post[]): string[] {
  const taken = new Map<string, number>();
  return posts.map(({ title }, index) => {
    const stem = cut(inOneLine(storable(title, ' ')).replace(/[/\\:]/g, ' ').replace(/^[\s.~]+/, '').trim(), LONGEST) || String(index + 1);
    const times = (taken.get(stem) ?? 0) + 1;
    taken.set(stem, times);
    return times === 1 ? `${stem}.html` : `${stem} (${index + 1}).html`;
  });
}

/** Whether an export holds one article and nothing else. */
export function isOne(posts: readonly Post[]): posts is readonly [Post] {
  return posts.length === 1 && posts[0]?.leftOut === undefined;
}

const LONGEST = LIMITS.title / 2;
