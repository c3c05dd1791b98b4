import { encode } from 'next-auth/jwt';
import { createAccount } from '../../lib/domains/users/mutations';
import { startSession } from '../../lib/domains/users/sessions';
import { system } from '../../lib/platform/actor';
import type { Role } from '../../lib/platform/database/generated/enums';
import { site } from './site';

/** An account of a test's own. */
export interface Person {
  id: string;
  email: string;
  name: string;
  role: Role;
  password: string;
}

let made = 0;

/** A name that no other test uses; it ends with a letter, since a title that ends with a digit may be read as the number of a case. */
export function unique(word: string): string {
  made += 1;
  return `${word}-${process.pid.toString(36)}-${made.toString(36)}-${Math.random().toString(36).slice(2, 8)}u`;
}

/** Makes an account with this role, as the command line does, and signs it in. */
export async function createUser(role: Role): Promise<Person> {
  const name = unique(role.toLowerCase());
  const password = `password of ${name}`;
  const { id, email } = await createAccount(system('command-line'), { email: `${name}@test.example`, name, password }, role);
  const person = { id, email, name, role, password };
  await signIn(person);
  return person;
}

/** A new session of this person's, without clicking: a row, and the cookie that next-auth would have set. */
export async function newSession(person: Person, secret = site.secret): Promise<{ sid: string; cookie: string }> {
  const sid = await startSession(person.id);
  const token = await encode({ token: { sub: person.id, sid }, secret });
  return { sid, cookie: `next-auth.session-token=${token}` };
}

const cookies = new Map<string, Promise<string>>();

/** The cookie of this person's one lasting session. */
export function signIn(person: Person): Promise<string> {
  const known = cookies.get(person.id) ?? newSession(person).then(({ cookie }) => cookie);
  cookies.set(person.id, known);
  return known;
}

/** One of each kind of account. */
export interface Cast {
  reader: Person;
  owner: Person;
  coEditor: Person;
  otherEditor: Person;
  reviewer: Person;
  admin: Person;
}

export async function createCast(): Promise<Cast> {
  const [reader, owner, coEditor, otherEditor, reviewer, admin] = await Promise.all([
    createUser('READER'),
    createUser('EDITOR'),
    createUser('EDITOR'),
    createUser('EDITOR'),
    createUser('REVIEWER'),
    createUser('ADMIN'),
  ]);
  return { reader, owner, coEditor, otherEditor, reviewer, admin };
}
