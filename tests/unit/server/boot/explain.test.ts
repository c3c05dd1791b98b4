import { writeFile } from 'node:fs/promises';
import { DatabaseError } from 'pg';
import { expect, test } from 'vitest';
import { explain } from '../../../../server/boot/explain';
import { StartError } from '../../../../server/boot/start-error';

const failure = (work: Promise<unknown>) => work.then(() => undefined, (error: unknown) => error);
const ofPostgres = (code: string, message: string) => Object.assign(new DatabaseError(message, message.length, 'error'), { code });
/** As Prisma wraps what the driver said. */
const ofPrisma = (code: string, message: string) =>
  Object.assign(new Error(`\nInvalid \`prisma.user.create()\` invocation in\n  /path\n${message}`), { code: 'P2039', meta: { driverAdapterError: { cause: { originalCode: code, originalMessage: message } } } });

test('a disk without room is one line that says so', async () => {
  expect(explain(await failure(writeFile('/dev/full', 'x')))?.message).toMatch(/^The disk is full \(ENOSPC: no space left on device[^\n]*\): make room [^\n]*$/);
});

test.each([
  ['53100', 'could not extend file "base/5/1234": No space left on device', /^The disk of PostgreSQL is full \(could not extend file/],
  ['42501', 'permission denied for table Article', /^The user of DATABASE_URL lacks a right \(permission denied for table Article\)/],
  ['25006', 'cannot execute INSERT in a read-only transaction', /^The database cannot be written to/],
  ['57P01', 'terminating connection due to administrator command', /^The database is away/],
])('PostgreSQL’s %s, as the driver tells it and as Prisma does', (code, message, line) => {
  for (const error of [ofPostgres(code, message), ofPrisma(code, message)]) {
    expect(explain(error)).toBeInstanceOf(StartError);
    expect(explain(error)?.message).toMatch(line);
    expect(explain(error)?.message).not.toContain('\n');
  }
});

test('what is said already stays, and a fault of ours is none of the operator’s', () => {
  const said = new StartError('Do this.');
  expect(explain(said)).toBe(said);
  expect(explain(new TypeError('x is undefined'))).toBeNull();
  expect(explain(ofPostgres('42P01', 'relation "x" does not exist'))).toBeNull();
});
