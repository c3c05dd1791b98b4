import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { troubleOf, unavailableError } from '../../../lib/platform/unavailable';

const coded = (code: string, more: object = {}) => Object.assign(new Error('x'), { code, ...more });

test.each(['53100', '58000', '58030', '58P01', '58P02', '25006', 'ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EIO', 'ESTALE'])('%s is a disk', (code) => {
  expect(troubleOf(coded(code))).toBe('storage');
  expect(unavailableError(coded(code))).toMatchObject({ code: 'storage_unavailable', details: { retryAfter: expect.any(Number) as number } });
});

test.each(['08006', '08P01', '53000', '53200', '53300', '53400', '57000', '57014', '57P01', '57P03', '57P05', '40001', 'P1001', 'ECONNRESET', 'EMFILE'])('%s is something that is away, or has too much to do', (code) => {
  expect(troubleOf(coded(code))).toBe('away');
  expect(unavailableError(coded(code))?.code).toBe('unavailable');
});

test('where PostgreSQL has no code of its own, the words of the system tell; those of people never do', () => {
  const said = (code: string, message: string) => troubleOf(Object.assign(new Error(message), { code }));
  expect(said('XX000', 'could not extend file "base/5/16384": Disk quota exceeded')).toBe('storage');
  expect(said('XX000', 'could not write to file "base/pgsql_tmp": File too large')).toBe('storage');
  expect(said('42501', 'could not open file "base/5/16384": Read-only file system')).toBe('storage');
  expect([said('42501', 'permission denied for table Article'), said('XX000', 'cache lookup failed'), said('22P02', 'invalid input: "No space left on device"')]).toEqual([null, null, null]);
});

test('a file that may not be written is a disk, a socket is not', () => {
  expect(troubleOf(coded('EACCES', { path: '/var/lib/anli/media', syscall: 'open' }))).toBe('storage');
  expect(troubleOf(coded('EACCES', { path: '/run/postgresql/.s.PGSQL.5432', syscall: 'connect' }))).toBeNull();
});

test('what a full disk says of a file is a disk', async () => {
  const error: unknown = await writeFile('/dev/full', 'x').catch((thrown: unknown) => thrown);
  expect(troubleOf(error)).toBe('storage');
});
