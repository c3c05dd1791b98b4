import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { system, type Person } from '../lib/platform/actor';
import { createArticle } from '../lib/domains/articles/mutations';
import { publishArticle } from '../lib/domains/publication/mutations';
import { newArticle, type NewArticle } from '../lib/domains/articles/schema';
import { storeImage, type StoredPicture } from '../lib/domains/assets/mutations';
import { withOrigin } from '../lib/domains/audit/audit';
import { ensureCategories } from '../lib/domains/categories/mutations';
import { newCategory } from '../lib/domains/categories/schema';
import { createCollection, publishCollection } from '../lib/domains/collections/mutations';
import { newCollection } from '../lib/domains/collections/schema';
import { image } from '../lib/content/build';
import type { Image } from '../lib/content/schema';
import type { Role } from '../lib/platform/database/generated/enums';
import { db, transaction } from '../lib/platform/database/transaction';
import { common } from '../lib/i18n/zh-CN/common';
import type { ImportedImage } from '../lib/importing/formats/document';
import { markdownBody } from '../lib/importing/markdown-body';
import { decideArticle, submitArticle } from '../lib/domains/reviews/mutations';
import { createAccount } from '../lib/domains/users/mutations';

/** Who makes what belongs to no person: accounts and categories. */
const setup = system('setup');

const FOLDER = fileURLToPath(new URL('./demo/', import.meta.url));

/** The demo accounts; all share the one demo password. */
export const DEMO_ACCOUNTS: { email: string; name: string; role: Role }[] = [
  { email: 'admin@anli.example', name: '演示管理员', role: 'ADMIN' },
  { email: 'reviewer@anli.example', name: '演示审核员', role: 'REVIEWER' },
  { email: 'editor@anli.example', name: '演示编辑甲', role: 'EDITOR' },
  { email: 'editor2@anli.example', name: '演示编辑乙', role: 'EDITOR' },
  { email: 'reader@anli.example', name: '演示读者', role: 'READER' },
];

const categoryFile = z.array(newCategory);
const collectionFile = z.array(z.strictObject({ title: z.string(), lead: z.string(), articles: z.array(z.string()) }));
const KINDS = new Map(Object.entries(common.kinds).map(([kind, label]) => [label, kind]));

async function readYaml<T>(schema: z.ZodType<T>, name: string): Promise<T> {
  return schema.parse(parse(await readFile(path.join(FOLDER, name), 'utf8')));
}

/** What a picture of the demo becomes in a body; null where there is none of its name. */
type PictureOf = (picture: ImportedImage) => Image | null;

/** Stores the demo's pictures. @returns how articles find them by their address there */
async function storePictures(actor: Person): Promise<PictureOf> {
  const stored = new Map<string, StoredPicture>();
  const names = await readdir(path.join(FOLDER, 'pictures'));
  for (const name of names.sort()) stored.set(`pictures/${name}`, await storeImage(actor, await readFile(path.join(FOLDER, 'pictures', name))));
  return ({ name, ...words }) => {
    const picture = stored.get(name);
    return picture ? image(picture, words) : null;
  };
}

/** A demo article: YAML front matter, then sections as `## kind | heading` with a body each, in the Markdown that imports read. */
function parseArticle(source: string, pictureOf: PictureOf): NewArticle {
  const [, front = '', rest = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source) ?? [];
  const { region, ...fields } = parse(front) as Record<string, unknown>;
  const sections = rest
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [line = '', ...lines] = part.split('\n');
      const [kind = '', heading = ''] = line.split('|').map((text) => text.trim());
      return { kind: KINDS.get(kind), heading, body: markdownBody(lines.join('\n'), pictureOf).body };
    });
  return newArticle.parse({ ...fields, ...(region ? { regionCode: region } : {}), sections });
}

/** Makes the demo accounts. @throws DomainError conflict email_taken where one is there already */
async function createAccounts(password: string): Promise<Map<Role, Person>> {
  const actors = new Map<Role, Person>();
  for (const { role, ...account } of DEMO_ACCOUNTS) {
    const { id, name, email } = await createAccount(setup, { ...account, password }, role);
    if (!actors.has(role)) actors.set(role, { id, name, email, role });
  }
  return actors;
}

/**
 * Loads accounts, categories, articles and collections of the demo through the domain functions, all of it or
 * nothing. Does nothing where the demo admin is there already.
 * @param password of every demo account
 * @returns how many articles were published
 */
export async function seedDemo(password: string): Promise<number> {
  const categories = await readYaml(categoryFile, 'categories.yaml');
  const collections = await readYaml(collectionFile, 'collections.yaml');
  const files = (await readdir(path.join(FOLDER, 'articles'))).filter((name) => name.endsWith('.md')).sort();

  return withOrigin({ origin: 'JOB' }, () =>
    transaction(async () => {
      // Two instances that start at once on one database: the second waits here and finds all done.
      await db().$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('demo', 0))`;
      const known = await db().user.findUnique({ where: { email: DEMO_ACCOUNTS[0]!.email }, select: { id: true } });
      if (known) return 0;
      const actors = await createAccounts(password);
      const [admin, reviewer, editor] = [actors.get('ADMIN')!, actors.get('REVIEWER')!, actors.get('EDITOR')!];
      await ensureCategories(setup, categories);
      const pictureOf = await storePictures(editor);
      const ids = new Map<string, string>();
      // The last file first: the newest stands first in every list.
      for (const name of files.toReversed()) {
        const input = parseArticle(await readFile(path.join(FOLDER, 'articles', name), 'utf8'), pictureOf);
        const draft = await createArticle(editor, input);
        const submitted = await submitArticle(editor, draft.id, { version: draft.workingSeq });
        await decideArticle(reviewer, draft.id, { revisionId: submitted.review!.revisionId, outcome: 'APPROVED', note: '' });
        await publishArticle(admin, draft.id, {});
        ids.set(path.basename(name, '.md'), draft.id);
      }
      for (const { articles, ...fields } of collections) {
        const input = newCollection.parse({ ...fields, articleIds: articles.map((name) => ids.get(name)) });
        const collection = await createCollection(editor, input);
        await publishCollection(admin, collection.id);
      }
      return ids.size;
    }, { timeout: 60_000 }),
  );
}
