import { z } from 'zod';
import { isDomainError, type DocumentReason } from '../../../platform/errors';
import { lexicalHtml } from './lexical';
import { mobiledocHtml } from './mobiledoc';
import { pictureHtml, type Post } from './post';
import { escapeHtml } from '../../../content/escape-html';

const text = z.string().nullish().catch(null).transform((value) => value ?? '');
const key = z.union([z.string(), z.number()]).nullish().catch(null).transform((value) => (value === null || value === undefined ? '' : String(value)));
const moment = z.union([z.string(), z.number().transform((value) => (Number.isFinite(value) && Math.abs(value) < 8e15 ? new Date(value).toISOString() : ''))]).nullish().catch(null).transform((value) => value ?? '');
const rows = <T extends z.ZodType>(row: T) => z.array(z.unknown()).nullish().catch(null).transform((all) => (all ?? []).flatMap((one) => row.safeParse(one).data ?? []));

const post = z.object({
  id: key, title: text, status: text, type: text, page: z.unknown().optional(), visibility: text,
  html: text, lexical: text, mobiledoc: text, markdown: text, plaintext: text,
  custom_excerpt: text, feature_image: text, published_at: moment, created_at: moment, author_id: key,
});
const contents = z.object({
  posts: z.array(z.unknown()).transform((all) => all.flatMap((one) => post.safeParse(one).data ?? [])),
  tags: rows(z.object({ id: key, name: text })),
  posts_tags: rows(z.object({ post_id: key, tag_id: key })),
  users: rows(z.object({ id: key, name: text })),
  posts_authors: rows(z.object({ post_id: key, author_id: key })),
});
type Row = z.infer<typeof post>;

/** Where Ghost and tools that write for it put their tables: `db[0].data`, or `data`. */
const shapes = [z.object({ db: z.tuple([z.object({ data: contents })]).rest(z.unknown()) }).transform(({ db: [{ data }] }) => data), z.object({ meta: z.object({}), data: contents }).transform(({ data }) => data)];

/** Whether a text may be a Ghost export; what it is, `readGhost` says. */
export function mayBeGhost(source: string): boolean {
  return /^\s*\{/.test(source) && /"posts"\s*:\s*\[/.test(source) && /"(?:db|meta)"\s*:/.test(source);
}

/**
 * Reads a Ghost export. Its pages and drafts are there with why they are left out; members, settings and themes are not.
 * @returns null for a text that is none
 */
export function readGhost(source: string): Post[] | null {
  const json = parsed(source);
  const found = shapes.map((shape) => shape.safeParse(json)).find(({ success }) => success)?.data;
  if (!found) return null;
  const names = new Map(found.users.map(({ id, name }) => [id, name]));
  const labels = new Map(found.tags.map(({ id, name }) => [id, name]));
  const authorsOf = grouped(found.posts_authors.map(({ post_id, author_id }) => [post_id, names.get(author_id) ?? '']));
  const labelsOf = grouped(found.posts_tags.map(({ post_id, tag_id }) => [post_id, labels.get(tag_id) ?? '']));
  return found.posts.map((row) => {
    const { html, failed } = htmlOf(row);
    const reason = leftOut(row) ?? failed;
    return {
      title: row.title,
      authors: authorsOf.get(row.id) ?? [names.get(row.author_id) ?? ''],
      date: row.published_at || row.created_at,
      // A tag that begins with # is Ghost's own note to itself.
      labels: (labelsOf.get(row.id) ?? []).filter((name) => !name.startsWith('#')),
      excerpt: row.custom_excerpt,
      html: (pictureHtml(row.feature_image) + html).replaceAll('__GHOST_URL__', ''),
      ...(reason ? { leftOut: reason } : {}),
    };
  });
}

function parsed(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return null;
  }
}

function grouped(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [group, name] of pairs) {
    if (name === '') continue;
    const known = groups.get(group);
    if (known) known.push(name);
    else groups.set(group, [name]);
  }
  return groups;
}

function leftOut({ status, type, page }: Row): DocumentReason | null {
  if (status !== '' && status !== 'published' && status !== 'sent') return 'unpublished';
  return type === 'page' || page === true || page === 1 ? 'site_page' : null;
}

/** The text of a post; one that cannot be read spoils no other. */
function htmlOf(row: Row): { html: string; failed?: DocumentReason } {
  try {
    return { html: row.html.trim() ? row.html : fromEditor(row) };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return { html: '', failed: 'too_deep' };
  }
}

/** A post may hold nothing but what its editor wrote it in. */
function fromEditor({ lexical, mobiledoc, markdown, plaintext }: Row): string {
  const found = lexical ? lexicalHtml(parsed(lexical)) : mobiledoc ? mobiledocHtml(parsed(mobiledoc)) : '';
  return found || (plaintext || markdown).split(/\n+/).map((line) => `<p>${escapeHtml(line)}</p>`).join('\n');
}
