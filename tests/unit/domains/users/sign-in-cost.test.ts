import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from '../../../../lib/domains/users/password';

/** Processor time in microseconds, of all threads: how busy the machine is else does not count. */
async function costOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

test('a password fits its own hash and no other, and nobody’s hash fits none', async () => {
  const stored = await hashPassword('a long password');
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(stored, 'a long password')).toBe(true);
  expect(await verifyPassword(stored, 'a long passwore')).toBe(false);
  expect(await verifyPassword(null, 'a long password')).toBe(false);
  expect(await hashPassword('a long password')).not.toBe(stored);
});

test('an unknown user costs a whole verification too', async () => {
  const stored = await hashPassword('a long password');
  await verifyPassword(null, 'warm');
  const eightTimes = (hash: string | null) => costOf(async () => {
    for (let n = 0; n < 8; n += 1) await verifyPassword(hash, 'wrong password');
  });
  const [known, unknown] = [await eightTimes(stored), await eightTimes(null)];
  // A look-up without a hash costs a hundredth of it.
  expect(unknown).toBeGreaterThan(known / 3);
});
