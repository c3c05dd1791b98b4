import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ensureCategories } from '../lib/domains/categories/mutations';
import { db } from '../lib/platform/database/transaction';
import { singleLine } from '../lib/platform/plain-text';
import { UsageError, withDatabase } from './with-database';

const USAGE = `Usage: npm run category -- add SLUG NAME [--description TEXT] [--parent SLUG]
       npm run category -- list
SLUG is of small letters, digits and hyphens.`;

const input = z.object({
  slug: z.string().max(100).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: singleLine(60, 1),
  description: singleLine(200),
  parent: z.string().optional(),
});

async function add(given: unknown): Promise<void> {
  const parsed = input.safeParse(given);
  if (!parsed.success) throw new UsageError(USAGE);
  const { slug, parent } = parsed.data;
  if (await db().category.findUnique({ where: { slug } })) throw new UsageError(`There is a category ${slug} already.`);
  if (parent && !(await db().category.findUnique({ where: { slug: parent } }))) throw new UsageError(`There is no category ${parent}.`);
  await ensureCategories([{ ...parsed.data, position: await db().category.count() }]);
  process.stdout.write(`${slug}\n`);
}

await withDatabase(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { description: { type: 'string', default: '' }, parent: { type: 'string' } },
  });
  const [command, slug, name] = positionals;
  if (command === 'add') return add({ slug, name, ...values });
  if (command !== 'list') throw new UsageError(USAGE);
  for (const { path, name: called, publishedCount } of await db().category.findMany({ orderBy: { path: 'asc' } })) {
    process.stdout.write(`${path.slice(0, -1)}\t${called}\t${publishedCount}\n`);
  }
});
