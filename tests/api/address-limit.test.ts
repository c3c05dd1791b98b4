import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { problem } from '../support/answers';
import { send, type Answer } from '../support/client';
import { sql } from '../support/database';
import { csrf } from '../support/next-auth';
import { createUser, unique, type Person } from '../support/people';
import { startSite, type Site } from '../support/site-process';
import { site } from '../support/site';

/** A site on this worker's database that stands behind a proxy on this machine. */
let behind: Site;
let person: Person;
beforeAll(async () => {
  behind = await startSite({ databaseUrl: site.databaseUrl, secret: site.secret, env: { TRUST_PROXY: 'loopback' } });
  person = await createUser('EDITOR');
});
beforeEach(async () => {
  await sql('DELETE FROM "RateLimit"');
});
afterAll(async () => {
  await sql('DELETE FROM "RateLimit"');
  await behind.stop();
});

/** How many are under way at once: a burst, and yet no more than a busy machine answers before it sends somebody away. */
const AT_ONCE = 20;

interface Attempt {
  email: string;
  password?: string;
  from: string;
}

/** Signs in once for each of these, many at once, each from its own address as a proxy would tell it. */
async function attempts(origin: string, tries: readonly Attempt[]): Promise<Answer[]> {
  const { csrfToken, cookie } = await csrf('', origin);
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const attempt = ({ email, password = 'wrong password', from }: Attempt) =>
    send('POST', '/api/auth/callback/credentials', {
      origin,
      headers: { ...headers, 'x-forwarded-for': from, forwarded: `for="${from}"`, 'x-real-ip': from },
      body: new URLSearchParams({ csrfToken, json: 'true', email, password }).toString(),
    });
  const answers: Answer[] = [];
  for (let n = 0; n < tries.length; n += AT_ONCE) answers.push(...(await Promise.all(tries.slice(n, n + AT_ONCE).map(attempt))));
  // Who was sent away was not counted, and what the test says of the counts would say nothing.
  expect(answers.map(({ status }) => status)).not.toContain(503);
  return answers;
}

const one = async (origin: string, from: string, { email, password }: { email: string; password?: string } = { email: `${unique('nobody')}@test.example` }) =>
  (await attempts(origin, [{ email, from, ...(password ? { password } : {}) }]))[0]!;

/** A hundred failures: ten on an account, whose passwords are looked at, and ninety more, which that account's own limit refuses. */
const hundred = (origin: string, from: (n: number) => string) => {
  const email = `${unique('target')}@test.example`;
  return attempts(origin, Array.from({ length: 100 }, (_, n) => ({ email, from: from(n) })));
};

describe('a hundred failed sign-ins', () => {
  test('from one address behind a trusted proxy close it for every account, and no other address', async () => {
    // What the client himself writes stands before what the proxy adds.
    const failed = await hundred(behind.origin, (n) => `10.9.8.${n}, 203.0.113.7`);
    expect(failed.filter(({ status }) => status === 401)).toHaveLength(10);
    const refused = await one(behind.origin, '203.0.113.7');
    expect(problem(refused, 429).code).toBe('too_many_requests');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await one(behind.origin, '203.0.113.7', person)).status).toBe(429);
    expect((await one(behind.origin, '203.0.113.8')).status).toBe(401);
    expect((await one(behind.origin, '203.0.113.8', person)).status).toBe(200);
  });

  test('from one IPv6 network close all of its addresses', async () => {
    await hundred(behind.origin, (n) => `2001:db8:1:2::${n.toString(16)}`);
    expect((await one(behind.origin, '2001:db8:1:2:ffff::1')).status).toBe(429);
    expect((await one(behind.origin, '2001:db8:1:3::1')).status).toBe(401);
  });

  test('are counted whatever addresses are forged, where no proxy is trusted', async () => {
    await hundred(site.origin, (n) => `203.0.113.${n}`);
    expect((await one(site.origin, '198.51.100.1')).status).toBe(429);
  });
});

describe('wrong passwords for one account', () => {
  const guesses = (email: string, count: number, from: (n: number) => string) =>
    attempts(behind.origin, Array.from({ length: count }, (_, n) => ({ email, from: from(n) })));
  const statuses = (answers: Answer[]) => answers.map(({ status }) => status);

  test.each([
    ['an IPv4 /24', '203.0.113.', '203.0.114.7'],
    ['an IPv6 /64', '2001:db8:1:2::', '2001:db8:1:3::7'],
  ])('from one place, %s, close it for all of that place and for nobody elsewhere', async (_what, place, elsewhere) => {
    const victim = await createUser('EDITOR');
    expect(statuses(await guesses(victim.email, 10, (n) => `${place}${n + 1}`))).toEqual(Array.from({ length: 10 }, () => 401));
    expect((await one(behind.origin, `${place}77`, victim)).status).toBe(429);
    expect((await one(behind.origin, elsewhere, victim)).status).toBe(200);
    // Others of that place are not concerned.
    expect((await one(behind.origin, `${place}78`, person)).status).toBe(200);
  });

  test('from a hundred places leave each new one two, and the owner his way in, from where he was before and from a new place', async () => {
    const victim = await createUser('EDITOR');
    expect((await one(behind.origin, '198.51.100.1', victim)).status).toBe(200);
    expect(statuses(await guesses(victim.email, 9, (n) => `10.0.${n}.1`))).not.toContain(429);
    // As many more from as many places would take a minute of password hashes.
    await sql(`UPDATE "RateLimit" SET points = 100 WHERE key LIKE 'signin-anywhere:%'`);
    expect(statuses(await guesses(victim.email, 3, () => '10.1.1.1')).sort()).toEqual([401, 401, 429]);
    // What was tried before the attack was known counts nothing: it has its two as well, and not the nine that it had.
    expect(statuses(await guesses(victim.email, 9, () => '10.0.5.1')).filter((status) => status === 401)).toHaveLength(2);

    expect(statuses(await guesses(victim.email, 5, () => '198.51.100.9'))).toEqual([401, 401, 401, 401, 401]);
    expect((await one(behind.origin, '198.51.100.1', victim)).status).toBe(200);
    expect((await one(behind.origin, '192.0.2.1', victim)).status).toBe(200);
    expect((await one(behind.origin, '10.1.1.1', person)).status).toBe(200);
  });
});

test('a right password takes nothing of the hundred, and gives nothing back of what failed', async () => {
  await attempts(behind.origin, Array.from({ length: 99 }, () => ({ email: 'target@test.example', from: '203.0.113.9' })));
  for (let n = 0; n < 3; n += 1) expect((await one(behind.origin, '203.0.113.9', person)).status).toBe(200);
  expect((await one(behind.origin, '203.0.113.9')).status).toBe(401);
  expect((await one(behind.origin, '203.0.113.9', person)).status).toBe(429);
});
