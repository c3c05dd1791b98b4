import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { system, type Person } from '../lib/platform/actor';
import { withOrigin } from '../lib/domains/audit/audit';
import { ensureCategories } from '../lib/domains/categories/mutations';
import { UNSORTED } from '../lib/domains/categories/unsorted';
import { words } from '../lib/i18n/words';
import type { Beside } from '../lib/importing/beside';
import { isLitter, isPictureName } from '../lib/importing/formats/archive/file-names';
import { describeImport, importDocument, type Imported } from '../lib/importing/import';
import { provideDocumentReader, type Entry } from '../lib/importing/document-reader';
import { localDocumentReader } from '../lib/importing/local-document-reader';
import { publishImport } from '../lib/importing/publish';
import { contentsOf } from '../lib/importing/unpack';
import { LIMITS } from '../lib/platform/limits';
import { actorByEmail, firstWithRole } from '../lib/domains/users/queries';
import { isolated } from '../lib/platform/direction';
import { UsageError, describeKnown, withDatabase } from './with-database';

const USAGE = 'Usage: npm run import -- FILE|FOLDER|ZIP… [--category SLUG] [--as EMAIL] [--publish [--admin EMAIL]] [--json]';

type Outcome = Partial<Imported> & { file: string; owner: string; status: 'imported' | 'duplicate' | 'failed'; published?: boolean; error?: string };

/** Lines of page chrome that are printed of one document; `--json` has all. */
const MOST_STRIPPED = 20;

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        category: { type: 'string' },
        as: { type: 'string' },
        admin: { type: 'string' },
        publish: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
}

async function account(email: string | undefined, otherwise: () => Promise<Person | null>, missing: string): Promise<Person> {
  const actor = email ? await actorByEmail(email) : await otherwise();
  if (!actor) throw new UsageError(email ? `No active account has the address ${email}.` : missing);
  return actor;
}

function describe({ file, status, owner, collection, articles = [], stripped = [], error, published, losses = [] }: Outcome): string {
  if (status === 'failed') return `${file}: failed: ${error}`;
  const made = collection ? `collection “${isolated(collection.title)}” with ${articles.length} articles` : `${articles.length} article`;
  const head =
    status === 'duplicate'
      ? `${file}: already imported, no doubles made (${made})`
      : `${file}: ${made}, ${stripped.flatMap((range) => range.split('\n')).length} lines of page chrome left out`;
  const address = (id: string, number: number | null) => (published && number ? `/cases/${number}` : `/desk/articles/${id}`);
  const lines = articles.map(({ id, number, title, sections }) => `  ${isolated(title)} (${sections} sections) ${address(id, number)}`);
  const whole = published && collection?.number ? [`  /collections/${collection.number}`] : [];
  const out = stripped.slice(0, MOST_STRIPPED).map((words) => `  left out: ${isolated(words.replace(/\s+/g, ' ').slice(0, 100))}`);
  const more = stripped.length > out.length ? [`  left out: ${stripped.length - out.length} more`] : [];
  const lost = losses.map(({ code, count, texts }) => `  not kept: ${words().imports.losses[code]} (${count})${texts.length > 0 ? `: ${isolated(texts.join(' · ').slice(0, 200))}` : ''}`);
  return [`${head}; owner ${owner}${published ? '; published' : ''}`, ...whole, ...lines, ...out, ...more, ...lost].join('\n');
}

provideDocumentReader(localDocumentReader);

await withDatabase(async () => {
  const { values, positionals } = parse();
  if (positionals.length === 0) throw new UsageError(USAGE);
  const owner = await account(values.as, () => firstWithRole('EDITOR'), 'There is no editor: name an account with --as EMAIL.');
  const admin = values.publish
    ? await account(values.admin, () => firstWithRole('ADMIN', owner.id), 'There is no admin who could decide: name one with --admin EMAIL.')
    : null;
  if (!values.category) await ensureCategories(system('command-line'), [UNSORTED]);
  const category = values.category ?? UNSORTED.slug;

  for (const argument of positionals) {
    for await (const document of documentsIn(argument)) {
      const outcome = await withOrigin({ origin: 'IMPORT' }, () => importOne(document, category, owner, admin));
      if (outcome.status === 'failed') process.exitCode = 1;
      process.stdout.write(`${values.json ? JSON.stringify(outcome) : describe(outcome)}\n`);
    }
  }
});

/** Pictures that lie beside a document, and how to read one. */
interface Around {
  beside?: Beside;
  picture?: (name: string) => Promise<Uint8Array | null>;
}

type Found = (Entry & Around) | { name: string; error: unknown };

/** The documents that an argument names: a file, all files of an archive, or all of a folder and the folders in it. */
async function* documentsIn(argument: string, around: Around = {}): AsyncGenerator<Found> {
  try {
    if ((await stat(argument)).isDirectory()) {
      const entries = await readdir(argument, { recursive: true, withFileTypes: true });
      const names = entries.filter((entry) => entry.isFile()).map((entry) => path.relative(argument, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/')).sort();
      const pictures = names.filter(isPictureName);
      const known = new Set(pictures);
      const picture = async (name: string) => (known.has(name) ? readPicture(path.join(argument, name)) : null);
      for (const name of names) if (!isLitter(name)) yield* documentsIn(path.join(argument, name), { beside: { path: name, pictures }, picture });
      return;
    }
    const bytes = await readFile(argument);
    const contents = await contentsOf(bytes, path.basename(argument));
    if (!contents) return yield { name: argument, bytes, ...around };
    const { documents, pictures, picture } = contents;
    for (const name of documents) yield { ...(await contents.document(name)), name: `${argument}/${name}`, beside: { path: name, pictures }, picture };
  } catch (error) {
    yield { name: argument, error };
  }
}

async function readPicture(file: string): Promise<Uint8Array | null> {
  return (await stat(file)).size <= LIMITS.picture.bytes ? readFile(file) : null;
}

/** One document; a bad one is told and the next goes on. */
async function importOne(document: Found, category: string, owner: Person, admin: Person | null): Promise<Outcome> {
  const file = document.name;
  try {
    if ('error' in document) throw document.error;
    if ('problem' in document) throw document.problem;
    const { bytes, beside, picture } = document;
    const imported = await importDocument(owner, { fileName: path.basename(file), bytes, category, ...(beside ? { beside } : {}) }, picture ? { picture } : {});
    if (admin) await publishImport(owner, admin, imported);
    const now = await describeImport(imported.importId);
    return { file, owner: owner.email, status: imported.duplicate ? 'duplicate' : 'imported', ...now, published: now.articles.every(({ published }) => published) };
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const known = missing ? 'no such file' : (describeKnown(error) ?? (error as Error).message);
    return { file, owner: owner.email, status: 'failed', error: known };
  }
}
