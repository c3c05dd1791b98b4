import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { migrate } from '../../../../server/database/migrate';
import { diffSchemas } from '../../../../server/database/schema-engine';
import { ROOT } from '../../../../server/boot/root';
import { scratchFolder } from '../scratch';
import { ownPostgres, quiet, rows } from './own-postgres';

const postgres = ownPostgres();
const { newDatabase } = postgres;

/** A folder of migrations, each with its SQL. */
function migrations(files: Record<string, string>): string {
  const folder = scratchFolder();
  for (const [name, sql] of Object.entries(files)) addMigration(folder, name, sql);
  return folder;
}

function addMigration(folder: string, name: string, sql: string): void {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
}

/** The project's own migrations, but for those from this one on. */
function migrationsBefore(name: string): string {
  const folder = scratchFolder();
  cpSync(path.join(ROOT, 'prisma/migrations'), folder, { recursive: true, filter: (file) => !/^\d{14}_/.test(path.basename(file)) || path.basename(file) < name });
  return folder;
}

const HISTORY = 'SELECT migration_name, finished_at IS NOT NULL AS finished, logs, applied_steps_count AS steps FROM _prisma_migrations ORDER BY started_at';

describe('migrations', { timeout: 30_000 }, () => {
  test("the project's own are applied once, and Prisma's history says so", async () => {
    const url = await newDatabase('own');
    const first = await migrate(url, quiet);
    expect(first.applied.length).toBeGreaterThan(0);
    expect(await migrate(url, quiet)).toEqual({ applied: [] });
    expect(await rows(url, HISTORY)).toEqual(first.applied.map((name) => ({ migration_name: name, finished: true, logs: null, steps: 1 })));
  });

  test('who wrote before that was kept is told by the audit record, also of words that others have written over', async () => {
    const url = await newDatabase('writers');
    await migrate(url, quiet, migrationsBefore('20261130200951'));
    await rows(
      url,
      `INSERT INTO "User" (id, email, name, "passwordHash", "updatedAt") SELECT gen_random_uuid(), n, n, 'h', now() FROM unnest(ARRAY['owner', 'first', 'last', 'fields', 'mover', 'submitter']) n;
       INSERT INTO "Article" (id, title, "ownerId") SELECT gen_random_uuid(), 't', id FROM "User" WHERE name = 'owner';
       INSERT INTO "Section" (id, "articleId", position, kind, body, "updatedById") SELECT gen_random_uuid(), a.id, 0, 'OTHER', '{}', u.id FROM "Article" a, "User" u WHERE u.name = 'last';
       INSERT INTO "SectionContent" (hash, body) VALUES ('h', '{}');
       INSERT INTO "Revision" (id, "articleId", ordinal, "workingSeq", title, lead, field, "createdById") SELECT gen_random_uuid(), id, 1, 1, title, '', '', "ownerId" FROM "Article";
       INSERT INTO "RevisionSection" ("revisionId", position, "sectionId", kind, heading, number, "contentHash") SELECT r.id, 0, s.id, 'OTHER', '', '', 'h' FROM "Revision" r, "Section" s;
       INSERT INTO "Review" (id, "articleId", "revisionId", "submittedById") SELECT gen_random_uuid(), r."articleId", r.id, u.id FROM "Revision" r, "User" u WHERE u.name = 'submitter';
       INSERT INTO "AuditEvent" (id, "actorId", origin, action, subject, "subjectId", data)
         SELECT gen_random_uuid(), u.id, 'WEB', e.action, e.subject, CASE e.subject WHEN 'section' THEN s.id ELSE a.id END, e.data::jsonb
         FROM "Article" a, "Section" s, "User" u JOIN (VALUES
           ('owner', 'article', 'article.created', '{}'), ('first', 'section', 'section.changed', '{}'), ('last', 'section', 'section.changed', '{}'),
           ('fields', 'article', 'article.changed', '{"fields": ["lead"]}'), ('mover', 'article', 'article.changed', '{"fields": ["category"]}')
         ) e (name, subject, action, data) ON e.name = u.name`,
    );
    expect((await migrate(url, quiet)).applied).toContain('20261130200951_writers');
    const names = (table: string) =>
      rows(url, `SELECT array_agg(u.name ORDER BY u.name) AS names FROM "${table}" t CROSS JOIN unnest(t."writerIds") w(id) JOIN "User" u ON u.id = w.id`);
    expect(await names('Section')).toEqual([{ names: ['first', 'last'] }]);
    expect(await names('Article')).toEqual([{ names: ['fields', 'owner', 'submitter'] }]);
    expect(await names('Revision')).toEqual([{ names: ['fields', 'first', 'last', 'owner', 'submitter'] }]);
    await expect(rows(url, `UPDATE "Revision" SET title = 'x'`)).rejects.toThrow();
  });

  test('what was approved before an article knew its approved revision waits to be published all the same', async () => {
    const url = await newDatabase('approved');
    await migrate(url, quiet, migrationsBefore('20261123093000'));
    // Twice approved and not published; approved, then returned; approved and published.
    await rows(
      url,
      `INSERT INTO "User" (id, email, name, "passwordHash", "updatedAt") VALUES (gen_random_uuid(), 'e', 'n', 'h', now());
       INSERT INTO "Article" (id, title, "ownerId", stage) SELECT gen_random_uuid(), title, "User".id, stage::"Stage" FROM "User", (VALUES ('waits', 'APPROVED'), ('returned', 'RETURNED'), ('published', 'APPROVED'), ('draft', 'DRAFT')) given (title, stage);
       INSERT INTO "Revision" (id, "articleId", ordinal, "workingSeq", title, lead, field, "createdById") SELECT gen_random_uuid(), a.id, n, n, a.title, '', '', a."ownerId" FROM "Article" a, generate_series(1, 2) n WHERE title <> 'draft';
       INSERT INTO "Review" (id, "articleId", "revisionId", "submittedById", "submittedAt", outcome, "decidedAt")
         SELECT gen_random_uuid(), "articleId", id, "createdById", timestamptz '2026-01-01' + ordinal * interval '1 day',
           CASE WHEN title = 'returned' AND ordinal = 2 THEN 'RETURNED' ELSE 'APPROVED' END::"ReviewOutcome", timestamptz '2026-01-01 12:00' + ordinal * interval '1 day' FROM "Revision";
       UPDATE "Article" a SET number = 1, "publishedAt" = now(), "publishedRevisionId" = r.id FROM "Revision" r WHERE r."articleId" = a.id AND ordinal = 2 AND a.title = 'published'`,
    );
    expect((await migrate(url, quiet)).applied.length).toBeGreaterThan(0);
    const found = await rows(
      url,
      `SELECT a.title, r.ordinal, a."approvedAt", a."publishedRevisionId" IS NOT DISTINCT FROM a."approvedRevisionId" AS done FROM "Article" a LEFT JOIN "Revision" r ON r.id = a."approvedRevisionId" ORDER BY a.title`,
    );
    expect(found).toEqual([
      { title: 'draft', ordinal: null, approvedAt: null, done: true },
      { title: 'published', ordinal: 2, approvedAt: new Date('2026-01-03T12:00:00Z'), done: true },
      { title: 'returned', ordinal: 1, approvedAt: new Date('2026-01-02T12:00:00Z'), done: false },
      { title: 'waits', ordinal: 2, approvedAt: new Date('2026-01-03T12:00:00Z'), done: false },
    ]);
  });

  test('of several at once one applies', async () => {
    const url = await newDatabase('at_once');
    const folder = migrations({ '1_slow': 'CREATE TABLE a (id int); SELECT pg_sleep(0.3);', '2_next': 'CREATE TABLE b (id int);' });
    const lines: string[] = [];
    const results = await Promise.all([1, 2, 3].map(() => migrate(url, (line) => lines.push(line), folder)));
    expect(results.map((result) => result.applied.length).sort()).toEqual([0, 0, 2]);
    expect(lines).toContain('Another instance is applying migrations: waiting for it');
    expect(await rows(url, `SELECT count(*)::int AS times FROM graphile_worker.migrations WHERE id = 1`)).toEqual([{ times: 1 }]);
  });

  test('the queue of jobs is installed with them, and what waits in it outlives the next time', async () => {
    const url = await newDatabase('queue');
    const folder = migrations({ '1_only': 'CREATE TABLE a (id int);' });
    await migrate(url, quiet, folder);
    await rows(url, `SELECT graphile_worker.add_job('task', '{}')`);
    expect(await migrate(url, quiet, folder)).toEqual({ applied: [] });
    expect(await rows(url, 'SELECT task_identifier FROM graphile_worker.jobs')).toEqual([{ task_identifier: 'task' }]);
  });

  test('a user who may not create the schema of the queue is told what he lacks', async () => {
    const url = await newDatabase('rights');
    await rows(url, 'REVOKE CREATE ON DATABASE rights FROM CURRENT_USER');
    await expect(migrate(url, quiet, migrations({ '1_only': 'CREATE TABLE a (id int);' }))).rejects.toThrow(
      /^The queue of jobs could not be installed \(permission denied.*GRANT CREATE ON DATABASE/,
    );
  });

  test('a user who may not make tables is told so before anything is tried', async () => {
    await newDatabase('of_another');
    const superuser = new URL(postgres.url);
    superuser.username = 'postgres';
    superuser.pathname = '/of_another';
    await rows(superuser.href, 'ALTER DATABASE of_another OWNER TO postgres; GRANT CREATE ON DATABASE of_another TO anli');
    const url = postgres.url.replace(/anli$/, 'of_another');
    const folder = migrations({ '1_only': 'CREATE TABLE a (id int);' });
    await expect(migrate(url, quiet, folder)).rejects.toThrow(
      expect.objectContaining({ name: 'StartError', message: expect.stringMatching(/^The user "anli" may not make tables in the schema public of the database "of_another": [^\n]*GRANT CREATE ON SCHEMA public TO "anli"[^\n]*$/) }),
    );
    await rows(superuser.href, 'GRANT CREATE ON SCHEMA public TO anli');
    expect(await migrate(url, quiet, folder)).toEqual({ applied: ['1_only'] });
  });

  test('a script is one whole: functions and texts with semicolons in them', async () => {
    const url = await newDatabase('whole');
    const sql = `-- said; and done
      CREATE TABLE t (word text DEFAULT 'a;b');
      CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 'c;d'; END; $$;
      INSERT INTO t DEFAULT VALUES;`;
    await migrate(url, quiet, migrations({ '1_whole': sql }));
    expect(await rows(url, 'SELECT word || f() AS text FROM t')).toEqual([{ text: 'a;bc;d' }]);
  });

  test('one that fails leaves nothing, and goes through when corrected', async () => {
    const url = await newDatabase('failing');
    const folder = migrations({ '1_good': 'CREATE TABLE a (id int);', '2_bad': 'CREATE TABLE b (id int);\nCREATE TABLE c (\n  id nothing\n);' });
    await expect(migrate(url, quiet, folder)).rejects.toThrow(/^Migration 2_bad failed and left nothing behind: type "nothing" does not exist \(line 3\)/);
    expect(await rows(url, `SELECT to_regclass('b') AS b`)).toEqual([{ b: null }]);
    expect(await rows(url, HISTORY)).toEqual([{ migration_name: '1_good', finished: true, logs: null, steps: 1 }]);
    addMigration(folder, '2_bad', 'CREATE TABLE b (id int);');
    expect(await migrate(url, quiet, folder)).toEqual({ applied: ['2_bad'] });
  });

  test('a history that cannot go on is refused', async () => {
    const url = await newDatabase('history');
    const folder = migrations({ '1_one': 'CREATE TABLE a (id int);' });
    await migrate(url, quiet, folder);

    const edited = scratchFolder();
    cpSync(folder, edited, { recursive: true });
    addMigration(edited, '1_one', 'CREATE TABLE a (id bigint);');
    await expect(migrate(url, quiet, edited)).rejects.toThrow(/^Migration 1_one was changed after this database had applied it/);

    const other = migrations({ '0_other': 'SELECT 1' });
    await expect(migrate(url, quiet, other)).rejects.toThrow(/has migrations that this version does not know \(1_one\) and lacks others \(0_other\)/);

    const lines: string[] = [];
    expect(await migrate(url, (line) => lines.push(line), migrations({}))).toEqual({ applied: [] });
    expect(lines).toEqual(['The database is newer than this version: it has 1_one']);

    await rows(url, `UPDATE _prisma_migrations SET finished_at = NULL`);
    await expect(migrate(url, quiet, folder)).rejects.toThrow(/^Migration 1_one failed in this database before/);
  });

  test("somebody else's tables are left alone", async () => {
    const url = await newDatabase('foreign');
    await rows(url, 'CREATE TABLE theirs (id int)');
    await expect(migrate(url, quiet, migrations({ '1_one': 'CREATE TABLE a (id int)' }))).rejects.toThrow(/no history of migrations/);
  });
});

describe('an address that leads nowhere', () => {
  const cases: [string, (url: URL) => string, RegExp][] = [
    ['password', (url) => url.href.replace(url.password, 'secret'), /refuses the user "anli": correct user and password/],
    ['database', (url) => url.href.replace(/anli$/, 'none'), /has no database "none": create it/],
    ['port', () => 'postgresql://anli:secret@127.0.0.1:1/anli', /^No PostgreSQL answers at 127\.0\.0\.1:1/],
    ['host', () => 'postgresql://anli:secret@nowhere.invalid/anli', /^The host of DATABASE_URL is not known \(nowhere\.invalid:5432\)/],
    ['protocol', () => 'mysql://anli:secret@127.0.0.1/anli', /must be a postgresql:\/\/ address/],
    ['form', () => 'postgresql://anli:se#cret@127.0.0.1:x/anli', /^DATABASE_URL is not an address/],
    ['an @ in the password', (url) => url.href.replace(url.password, 'se@secret'), /refuses the user "anli"/],
    ['an @ and a slash in it', () => 'postgresql://anli:1@secret/2@127.0.0.1:1/anli', /^DATABASE_URL is not an address.*%40/],
    ['a slash in it', () => 'postgresql://anli:1/secret@127.0.0.1:1/anli', /^DATABASE_URL is not an address/],
    ['a # in it', () => 'postgresql://anli:1#secret@127.0.0.1:1/anli', /^DATABASE_URL is not an address/],
    ['a ? in it', () => 'postgresql://anli:1?secret@127.0.0.1:1/anli', /^DATABASE_URL is not an address/],
    ['a space in it', () => 'postgresql://anli:1 secret@127.0.0.1:1/anli', /^DATABASE_URL is not an address/],
    ['a % in it', () => 'postgresql://anli:secret%E9@127.0.0.1:1/anli', /^DATABASE_URL is not an address/],
    ['a socket that is not there', () => 'postgresql://anli:secret@/anli?host=/nowhere', /^No PostgreSQL answers at \/nowhere\/\.s\.PGSQL\.5432/],
    ['a socket without a user', () => 'postgresql:///anli?host=/nowhere&port=5433', /^No PostgreSQL answers at \/nowhere\/\.s\.PGSQL\.5433/],
    ['a socket as a host', () => 'postgresql://anli:secret@%2Fnowhere/anli', /^No PostgreSQL answers at \/nowhere\//],
    ['a certificate that is not there', () => 'postgresql://anli:secret@127.0.0.1/anli?sslrootcert=/nowhere.pem', /^A file that DATABASE_URL names is not there/],
  ];
  test.each(cases)('%s: one line without the password', async (_what, wrong, line) => {
    const error = await migrate(wrong(new URL(postgres.url)), quiet).catch((reason: unknown) => reason as Error);
    expect(error).toMatchObject({ name: 'StartError', message: expect.stringMatching(line) });
    expect((error as Error).message).not.toMatch(/\n|secret|se#cret/);
  });
});

describe('writing a migration', () => {
  test('the way between two schemas, without a database', async () => {
    const model = (field: string) => `datasource db {\n  provider = "postgresql"\n}\nmodel Thing {\n  id Int @id\n  ${field}\n}\n`;
    expect(await diffSchemas(model(''), model('word String?'))).toMatch(/^-- AlterTable\nALTER TABLE "Thing" ADD COLUMN\s+"word" TEXT;/);
    expect(await diffSchemas(model(''), model(''))).toBeNull();
    expect(await diffSchemas(null, model(''))).toMatch(/CREATE TABLE "Thing"/);
    await expect(diffSchemas(null, 'model {')).rejects.toThrow(/Error validating/);
  });
});
