import { parseArgs } from 'node:util';
import { system } from '../lib/platform/actor';
import { createCategory } from '../lib/domains/categories/mutations';
import { listCategories } from '../lib/domains/categories/queries';
import { newCategory } from '../lib/domains/categories/schema';
import { isolated } from '../lib/platform/direction';
import { UsageError, withDatabase } from './with-database';

const USAGE = `Usage: npm run category -- add SLUG NAME [--description TEXT] [--parent SLUG]
       npm run category -- list
SLUG is of small letters, digits and hyphens.`;

async function add(given: unknown): Promise<void> {
  const parsed = newCategory.safeParse(given);
  if (!parsed.success) throw new UsageError(USAGE);
  await createCategory(system('command-line'), parsed.data);
  process.stdout.write(`${parsed.data.slug}\n`);
}

await withDatabase(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { description: { type: 'string', default: '' }, parent: { type: 'string' } },
  });
  const [command, slug, name] = positionals;
  if (command === 'add') return add({ slug, name, ...values });
  if (command !== 'list') throw new UsageError(USAGE);
  for (const { path, name: called, publishedCount } of await listCategories()) {
    process.stdout.write(`${path.slice(0, -1)}\t${isolated(called)}\t${publishedCount}\n`);
  }
});
