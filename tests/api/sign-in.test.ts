import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LIMITS } from '../../lib/platform/limits';
import { problem } from '../support/answers';
import { as, send, withCookie } from '../support/client';
import { sql, sqlRow } from '../support/database';
import { cookiesOf, csrf, signInByForm, signOut, typeCredentials } from '../support/next-auth';
import { createUser, newSession, type Person } from '../support/people';
import { site } from '../support/site';

let person: Person;
beforeAll(async () => {
  person = await createUser('EDITOR');
});
beforeEach(async () => {
  await sql('DELETE FROM "RateLimit"');
});

const session = async (cookie: string) => (await withCookie(cookie).get('/api/auth/session')).body;

describe('the right password', () => {
  test('signs in: cookie, session and account say who it is', async () => {
    const answer = await typeCredentials({ email: `  ${person.email.toUpperCase()}`, password: person.password });
    expect(answer.status).toBe(200);
    const [line] = (answer.headers['set-cookie'] ?? []).filter((header) => header.startsWith('next-auth.session-token='));
    expect(line).toMatch(/; Path=\/; .*HttpOnly; SameSite=Lax/);
    const { id, email, name, role } = person;
    expect(await session(cookiesOf(answer))).toMatchObject({ user: { id, email, name, role } });
    expect((await withCookie(cookiesOf(answer)).get('/api/account')).body).toEqual({ data: { id, email, name, role } });
  });

  test('leads nowhere but to this site', async () => {
    for (const callbackUrl of ['https://evil.example/', '//evil.example', 'javascript:alert(1)', '/\\evil.example']) {
      const answer = await typeCredentials({ email: person.email, password: person.password, callbackUrl });
      const { url } = answer.body as { url: string };
      expect(new URL(url, site.origin).origin, callbackUrl).toBe(site.origin);
    }
  });

  test('without a CSRF token signs nobody in', async () => {
    const form = new URLSearchParams({ email: person.email, password: person.password, json: 'true' }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { csrfToken } = await csrf();
    for (const body of [form, `${form}&csrfToken=${csrfToken}`, `${form}&csrfToken=`]) {
      expect(cookiesOf(await send('POST', '/api/auth/callback/credentials', { headers, body }))).not.toContain('session-token');
    }
  });

  test('from a page of another site is 403', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }] as Record<string, string>[]) {
      const answer = await typeCredentials({ email: person.email, password: person.password }, headers);
      expect(problem(answer, 403).code).toBe('cross_origin');
    }
  });
});

describe('anything else', () => {
  test('an unknown user, a wrong password and a suspended account answer alike', async () => {
    const suspended = await createUser('EDITOR');
    await sql(`UPDATE "User" SET status = 'SUSPENDED' WHERE id = $1`, [suspended.id]);
    const answers = [
      await typeCredentials({ email: 'unknown@test.example', password: person.password }),
      await typeCredentials({ email: person.email, password: 'wrong password' }),
      await typeCredentials({ email: suspended.email, password: suspended.password }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.text).toBe(answers[0]!.text);
      expect(cookiesOf(answer)).not.toContain('session-token');
    }
  });

  test.each([
    ['an operator as address', { email: { not: '' }, password: 'x' }],
    ['an operator as password', { password: { not: '' } }],
    ['a list as address', { email: ['a@test.example'], password: 'x' }],
    ['nothing', {}],
    ['NUL', { email: 'a\u0000@test.example', password: 'x\u0000' }],
    ['half a surrogate pair', { email: '\ud800@test.example', password: '\ud800' }],
    ['an over-long password', { password: 'x'.repeat(LIMITS.password.max + 1) }],
    ['a number', { email: 1e308, password: 1e308 }],
  ])('%s is a wrong password like any other, as a form and as JSON', async (_what, credentials: Record<string, unknown>) => {
    const given = { email: person.email, ...credentials };
    const byForm = await typeCredentials(given);
    const { csrfToken, cookie } = await csrf();
    const byJson = await send('POST', '/api/auth/callback/credentials', { headers: { 'content-type': 'application/json', cookie }, body: { ...given, csrfToken, json: 'true' } });
    for (const answer of [byForm, byJson]) {
      expect(answer.status).toBe(401);
      expect(cookiesOf(answer)).not.toContain('session-token');
    }
  });

  test('a broken or over-large form is refused, never a fault', async () => {
    const headers = { 'content-type': 'application/json', cookie: (await csrf()).cookie };
    for (const body of ['{', '[]', 'null', '"text"', '']) {
      const { status } = await send('POST', '/api/auth/callback/credentials', { headers, body });
      expect(status, body).toBeGreaterThanOrEqual(300);
      expect(status, body).toBeLessThan(500);
    }
    expect((await send('POST', '/api/auth/callback/credentials', { headers, body: `{"a":"${'a'.repeat(100_000)}"}` })).status).toBe(413);
  });
});

describe('wrong passwords', () => {
  test('after ten of them 429 with Retry-After, whatever X-Forwarded-For says, and the live session goes on', async () => {
    const victim = await createUser('EDITOR');
    const { cookie } = await newSession(victim);
    const guess = (n: number, password = `guess ${n}`) => typeCredentials({ email: n % 2 ? victim.email : victim.email.toUpperCase(), password }, { 'x-forwarded-for': `10.0.0.${n}`, forwarded: `for=10.0.0.${n}`, 'x-real-ip': `10.0.0.${n}` });
    for (let n = 0; n < 10; n += 1) expect((await guess(n)).status).toBe(401);
    const refused = await guess(10);
    expect(problem(refused, 429).code).toBe('too_many_requests');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(900);
    expect((await guess(11, victim.password)).status).toBe(429);
    expect((await withCookie(cookie).get('/api/account')).status).toBe(200);
    // Another account at the same address is not concerned.
    await signInByForm(person.email, person.password);
  });

  test('a burst of thirty at once gets no more than ten tries', async () => {
    const victim = await createUser('EDITOR');
    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => typeCredentials({ email: victim.email, password: `guess ${n}` })));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  });

  test('are forgotten once the right one is given', async () => {
    const user = await createUser('EDITOR');
    for (let round = 0; round < 2; round += 1) {
      for (let n = 0; n < 7; n += 1) expect((await typeCredentials({ email: user.email, password: 'wrong password' })).status).toBe(401);
      await signInByForm(user.email, user.password);
    }
  });

  test('for an unknown address are counted too', async () => {
    const email = 'nobody-at-all@test.example';
    for (let n = 0; n < 10; n += 1) await typeCredentials({ email, password: 'guess' });
    expect((await typeCredentials({ email, password: 'guess' })).status).toBe(429);
  });
});

describe('signing out', () => {
  test('ends this session: a copied cookie is worth nothing, another session goes on', async () => {
    const [here, there] = [await signInByForm(person.email, person.password), await signInByForm(person.email, person.password)];
    expect((await signOut(here)).status).toBe(200);
    expect(await session(here)).toEqual({});
    expect(problem(await withCookie(here).get('/api/account'), 401).code).toBe('unauthenticated');
    expect((await withCookie(there).get('/api/account')).status).toBe(200);
    expect((await as(person).get('/api/account')).status).toBe(200);
  });

  test('takes a CSRF token', async () => {
    const cookie = await signInByForm(person.email, person.password);
    await send('POST', '/api/auth/signout', { headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' }, body: 'json=true' });
    expect((await withCookie(cookie).get('/api/account')).status).toBe(200);
  });
});

test('one account has no more sessions than that: one more ends the oldest, and no other', async () => {
  const user = await createUser('EDITOR');
  const cookies: string[] = [];
  for (let n = 0; n < LIMITS.sessions; n += 1) cookies.push((await newSession(user)).cookie);
  const alive = async () => Promise.all(cookies.map(async (cookie) => (await withCookie(cookie).get('/api/account')).status));
  expect(await alive()).toEqual(cookies.map(() => 200));
  cookies.push(await signInByForm(user.email, user.password));
  expect(await alive()).toEqual(cookies.map((_, index) => (index === 0 ? 401 : 200)));
  // So it stays where many come at once.
  await Promise.all(Array.from({ length: 8 }, () => newSession(user)));
  expect(await sqlRow('SELECT count(*)::int AS n FROM "Session" WHERE "userId" = $1', [user.id])).toEqual({ n: LIMITS.sessions });
});

test('an expired session is nobody’s', async () => {
  const { sid, cookie } = await newSession(person);
  await sql(`UPDATE "Session" SET "expiresAt" = now() - interval '1 second' WHERE id = $1`, [sid]);
  expect((await withCookie(cookie).get('/api/account')).status).toBe(401);
  expect(await session(cookie)).toEqual({});
  await signInByForm(person.email, person.password);
  expect(await sqlRow('SELECT count(*)::int AS n FROM "Session" WHERE id = $1', [sid])).toEqual({ n: 0 });
});

test('next-auth’s session update changes nobody’s role', async () => {
  const { csrfToken, cookie } = await csrf(await signInByForm(person.email, person.password));
  const data = { role: 'ADMIN', user: { role: 'ADMIN' }, sid: 'other' };
  const answer = await send('POST', '/api/auth/session', { headers: { cookie, 'content-type': 'application/json' }, body: { csrfToken, data } });
  expect(answer.body).toMatchObject({ user: { id: person.id, role: 'EDITOR' } });
  expect((await withCookie(cookie).get('/api/reviews')).status).toBe(403);
});
