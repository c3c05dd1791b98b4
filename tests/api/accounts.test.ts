import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { words } from '../../lib/i18n/words';
import { data, findings, problem } from '../support/answers';
import { as, visitor, withCookie } from '../support/client';
import { sql, sqlRow, storesNothing } from '../support/database';
import { signInByForm, typeCredentials } from '../support/next-auth';
import { createCast, createUser, newSession, unique, type Cast } from '../support/people';

interface Account {
  id: string;
  email: string;
  name: string;
  role: string;
  status: string;
}

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});
beforeEach(async () => {
  await sql('DELETE FROM "RateLimit"');
});

const register = (given: object = {}) => visitor.post('/api/registration', { email: `${unique('neu')}@test.example`, name: '新读者', password: 'ten characters', ...given });
const change = (id: string, what: object, by = cast.admin) => as(by).patch(`/api/users/${id}`, what);

const stored = (email: string) => sqlRow<{ id: string; role: string; passwordHash: string }>('SELECT id, role, "passwordHash" FROM "User" WHERE email = $1', [email.toLowerCase()]);

describe('registration', () => {
  test('makes a reader, whatever is asked for', async () => {
    const account = data<Account>(await register(), 201);
    expect(account).toMatchObject({ role: 'READER', status: 'ACTIVE', name: '新读者' });
    expect(findings(await storesNothing(() => register({ role: 'ADMIN', status: 'ACTIVE' })))).toEqual(['/role unrecognized_key', '/status unrecognized_key']);
    expect(await stored(account.email)).toMatchObject({ role: 'READER' });
  });

  test('is by an address in any case, once, and does not tell whether it has an account', async () => {
    const email = `${unique('Anna')}@Test.Example`;
    const first = await register({ email: ` ${email} ` });
    expect(data<Account>(first, 201).email).toBe(email.toLowerCase());
    const before = await stored(email);
    for (const again of [email, email.toUpperCase(), email.toLowerCase()]) {
      const answer = await register({ email: again, password: 'another long one' });
      expect([answer.status, answer.text]).toEqual([201, first.text]);
      const { date: _date, 'x-request-id': _id, ...headers } = answer.headers;
      const { date: _firstDate, 'x-request-id': _firstId, ...firstHeaders } = first.headers;
      expect(headers).toEqual(firstHeaders);
    }
    expect(await stored(email)).toEqual(before);
    expect((await typeCredentials({ email, password: 'another long one' })).status).toBe(401);
  });

  test('with an address that has an account is told at the next sign-in to it, and at no other', async () => {
    const person = await createUser('EDITOR');
    const [, tried = ''] = words().desk.registrationTried.split('{when}');
    // With its date: without one it stands in the dictionary of every page.
    const isTold = async (cookie: string) => new RegExp(`\\d\\d:\\d\\d${tried}`).test((await withCookie(cookie).get('/desk')).text);
    data(await register({ email: person.email }), 201);
    const next = await signInByForm(person.email, person.password);
    expect(await isTold(next)).toBe(true);
    expect(await isTold(await signInByForm(person.email, person.password))).toBe(false);
    await sql(`UPDATE "Session" SET "createdAt" = now() - interval '25 hours' WHERE "userId" = $1`, [person.id]);
    expect(await isTold(next)).toBe(false);
    expect(await sqlRow(`SELECT "actorId" FROM "AuditEvent" WHERE "subjectId" = $1 AND action = 'user.registration_repeated'`, [person.id])).toEqual({ actorId: null });
  });

  test('of one address by five at once makes one account', async () => {
    const email = `${unique('race')}@test.example`;
    const statuses = await Promise.all([1, 2, 3, 4, 5].map(async () => (await register({ email })).status));
    expect(statuses).toEqual([201, 201, 201, 201, 201]);
    expect(await sqlRow('SELECT count(*)::int AS n FROM "User" WHERE email = $1', [email])).toEqual({ n: 1 });
  });

  test('names everything that is wrong at once', async () => {
    const answer = await storesNothing(() => register({ email: 'nobody', name: ' ', password: 'short' }));
    expect(findings(answer)).toEqual(['/email invalid_format', '/name too_small', '/password too_small']);
  });

  test.each([
    ['1234567890', 'common'],
    ['password12', 'common'],
    [' '.repeat(10), 'blank'],
    ['anli 案例库 2026', 'expected'],
  ])('with the password %j is refused, whether the address has an account or not', async (password, fault) => {
    for (const given of [{}, { email: cast.reader.email }]) {
      expect(findings(await storesNothing(() => register({ password, ...given })))).toEqual([`/password password_${fault}`]);
    }
  });

  test('keeps no password, and answers none', async () => {
    const password = unique('geheim');
    const answer = await register({ password });
    expect(answer.text).not.toContain(password);
    expect((await stored(data<Account>(answer, 201).email)).passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('takes a password of any script, and trims or changes nothing of it', async () => {
    const email = `${unique('pass')}@test.example`;
    const password = '  密码 𠮷🙂 e\u0301 ';
    data(await register({ email, password }), 201);
    await signInByForm(email, password);
    expect((await typeCredentials({ email, password: password.trim() })).status).toBe(401);
  });

  test('ends at thirty an hour from one address, whatever X-Forwarded-For says', async () => {
    await register();
    await sql(`UPDATE "RateLimit" SET points = 30 WHERE key LIKE 'registration:%'`);
    for (const forwarded of ['1.2.3.4', '5.6.7.8']) {
      const answer = await visitor.post('/api/registration', { email: 'x@test.example', name: 'x', password: 'ten characters' }, { 'x-forwarded-for': forwarded, 'x-anli-client-address': forwarded });
      expect(problem(answer, 429).code).toBe('too_many_requests');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
  });
});

describe('one’s own account', () => {
  test('is answered as the database has it now', async () => {
    const { id, email, name, role } = cast.reader;
    expect(data(await as(cast.reader).get('/api/account'))).toEqual({ id, email, name, role });
  });
});

describe('a change of password', () => {
  const put = (cookie: string, oldPassword: string, newPassword: string) => withCookie(cookie).put('/api/account/password', { oldPassword, newPassword });

  test('asks for the old one and ends all other sessions, not this one', async () => {
    const person = await createUser('EDITOR');
    const [here, there] = [await newSession(person), await newSession(person)];
    data(await put(here.cookie, person.password, 'a new password'));
    expect((await withCookie(here.cookie).get('/api/account')).status).toBe(200);
    expect((await withCookie(there.cookie).get('/api/account')).status).toBe(401);
    expect((await as(person).get('/api/account')).status).toBe(401);
    expect((await typeCredentials({ email: person.email, password: person.password })).status).toBe(401);
    await signInByForm(person.email, 'a new password');
  });

  test('without the right old one, or to the same one, changes nothing and ends nothing', async () => {
    const person = await createUser('EDITOR');
    const [here, there] = [await newSession(person), await newSession(person)];
    expect(findings(await storesNothing(() => put(here.cookie, 'wrong password', 'a new password')))).toEqual(['/oldPassword wrong_password']);
    expect(findings(await storesNothing(() => put(here.cookie, person.password, person.password)))).toEqual(['/newPassword same_password']);
    expect((await withCookie(there.cookie).get('/api/account')).status).toBe(200);
  });

  test('to one that others would guess is refused', async () => {
    const person = await createUser('EDITOR');
    const { cookie } = await newSession(person);
    for (const [password, fault] of [['qwertyuiop', 'common'], [person.email, 'expected'], ['\u3000'.repeat(12), 'blank']] as const) {
      expect(findings(await storesNothing(() => put(cookie, person.password, password)))).toEqual([`/newPassword password_${fault}`]);
    }
  });

  test('twice at once from the same old one: one of them wins', async () => {
    const person = await createUser('EDITOR');
    const { cookie } = await newSession(person);
    const answers = await Promise.all(['first new password', 'second new password'].map((password) => put(cookie, person.password, password)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect([409, 422]).toContain(answers.find(({ status }) => status !== 200)?.status);
  });

  test('guesses of the old one end in 429', async () => {
    const person = await createUser('READER');
    const { cookie } = await newSession(person);
    for (let n = 0; n < 10; n += 1) expect((await put(cookie, `wrong ${n}`, 'a new password')).status).toBe(422);
    const refused = await put(cookie, person.password, 'a new password');
    expect(problem(refused, 429).code).toBe('too_many_requests');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('roles and status', () => {
  test('a demotion and a promotion hold from the next request', async () => {
    const person = await createUser('EDITOR');
    expect((await as(person).post('/api/articles', {})).status).toBe(201);
    data(await change(person.id, { role: 'READER' }));
    expect(problem(await storesNothing(() => as(person).post('/api/articles', {})), 403).code).toBe('forbidden');
    data(await change(person.id, { role: 'REVIEWER' }));
    expect((await as(person).get('/api/reviews')).status).toBe(200);
  });

  test('an editor who is a reader now has lost his own articles too', async () => {
    const person = await createUser('EDITOR');
    const { id } = data<{ id: string }>(await as(person).post('/api/articles', {}), 201);
    data(await change(person.id, { role: 'READER' }));
    expect((await as(person).get(`/api/articles/${id}`)).status).toBe(404);
  });

  test('a suspension ends every session at once, and a restoration brings none of them back', async () => {
    const person = await createUser('EDITOR');
    const { cookie } = await newSession(person);
    data(await change(person.id, { status: 'SUSPENDED' }));
    expect(problem(await withCookie(cookie).get('/api/account'), 401).code).toBe('unauthenticated');
    expect((await typeCredentials({ email: person.email, password: person.password })).status).toBe(401);
    data(await change(person.id, { status: 'ACTIVE' }));
    expect((await withCookie(cookie).get('/api/account')).status).toBe(401);
    await signInByForm(person.email, person.password);
  });

  test('nobody but an admin changes them, not even his own', async () => {
    await storesNothing(async () => {
      for (const person of [cast.reader, cast.owner, cast.reviewer]) expect(problem(await change(person.id, { role: 'ADMIN' }, person), 403).code).toBe('forbidden');
    });
  });

  test('a change without a change is 422', async () => {
    expect(findings(await storesNothing(() => change(cast.reader.id, {})))).toHaveLength(1);
  });

  test('the last admin can be neither demoted nor suspended, also by two at once', async () => {
    await sql(`UPDATE "User" SET role = 'EDITOR' WHERE role = 'ADMIN'`);
    const [first, second] = [await createUser('ADMIN'), await createUser('ADMIN')];
    const answers = await Promise.all([change(first.id, { role: 'READER' }, second), change(second.id, { role: 'READER' }, first)]);
    expect(answers.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    expect(await sqlRow(`SELECT count(*)::int AS n FROM "User" WHERE role = 'ADMIN' AND status = 'ACTIVE'`)).toEqual({ n: 1 });

    const last = data<Account>(await as(answers[0]!.status === 200 ? second : first).get('/api/account'));
    const person = last.id === first.id ? first : second;
    for (const what of [{ role: 'EDITOR' }, { status: 'SUSPENDED' }]) {
      expect(problem(await storesNothing(() => change(person.id, what, person)), 409).reason).toBe('last_admin');
    }
    await sql(`UPDATE "User" SET role = 'ADMIN' WHERE id = $1`, [cast.admin.id]);
  });
});
