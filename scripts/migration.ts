import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../server/boot/root';
import { diffSchemas } from '../server/database/schema-engine';
import { StartError } from '../server/boot/start-error';

const USAGE = `npm run migration -- NAME [--from-empty | --by-hand]
Writes prisma/migrations/<time>_NAME/migration.sql: the way from prisma/schema.prisma as committed (git HEAD)
to the file as it stands. What Prisma's schema language lacks is then added to that file by hand.
  --from-empty  the way from an empty database, for the first migration
  --by-hand     write the file also when the schema needs no change`;

const SCHEMA = 'prisma/schema.prisma';
const migrations = path.join(ROOT, 'prisma/migrations');

function committedSchema(): string {
  try {
    return execFileSync('git', ['show', `HEAD:${SCHEMA}`], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch {
    throw new StartError(`git has no committed ${SCHEMA} to compare with: commit it, or use --from-empty for the first migration.`);
  }
}

function existingMigrations(): string[] {
  if (!existsSync(migrations)) return [];
  return readdirSync(migrations, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

async function writeMigration(args: string[]): Promise<string> {
  const [name, ...more] = args.filter((arg) => !arg.startsWith('--'));
  const flags = new Set(args.filter((arg) => arg.startsWith('--')));
  const fromEmpty = flags.delete('--from-empty');
  const byHand = flags.delete('--by-hand');
  if (!name || more.length > 0 || flags.size > 0) throw new StartError(USAGE);
  if (!/^[a-z0-9_]{1,60}$/.test(name)) throw new StartError('A migration is named with a-z, 0-9 and _ (at most 60).');
  const existing = existingMigrations();
  if (fromEmpty && existing.length > 0) {
    throw new StartError(`prisma/migrations already holds ${existing.join(', ')}: delete that first, or leave --from-empty out.`);
  }

  const target = readFileSync(path.join(ROOT, SCHEMA), 'utf8');
  const sql = await diffSchemas(fromEmpty ? null : committedSchema(), target);
  if (sql === null && !byHand) {
    throw new StartError(`${SCHEMA} needs no other tables than at git HEAD: nothing written (--by-hand writes an empty file).`);
  }

  // Prisma orders migrations by folder name, so the time comes first, in UTC and to the second.
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = path.join(migrations, `${time}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'migration.sql'), sql ?? '');
  const lockfile = path.join(migrations, 'migration_lock.toml');
  if (!existsSync(lockfile)) {
    writeFileSync(lockfile, '# Read by Prisma Migrate: the database that these migrations are written for.\nprovider = "postgresql"\n');
  }
  return path.relative(ROOT, path.join(folder, 'migration.sql'));
}

writeMigration(process.argv.slice(2)).then(
  (file) => console.log(file),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
