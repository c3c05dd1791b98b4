import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../../../server/boot/root';
import landed from './landed-migrations.json';

const FOLDER = path.join(ROOT, 'prisma/migrations');

/** As PostgreSQL keeps it beside each migration that it has applied: a database refuses to start on another one. */
const checksum = (name: string) => createHash('sha256').update(readFileSync(path.join(FOLDER, name, 'migration.sql'))).digest('hex');

// Where this fails on a migration that has landed: take the change back, and write a new migration. A new one, when it is
// done, gets its line in landed-migrations.json; the failure shows it.
test('migrations that have landed are as they were, and each is listed', () => {
  const found = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(Object.fromEntries(found.map(({ name }) => [name, checksum(name)]))).toEqual(landed);
});
