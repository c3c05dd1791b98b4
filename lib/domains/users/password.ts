import { hash, verify } from '@node-rs/argon2';
import { passwordForm } from './password-form';

/** argon2id with the first recommendation of OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash of nothing anybody knows, so that an unknown user costs as long as a wrong password. */
const nobody = hash(crypto.randomUUID(), COST);

/** What is stored of a password, salt and parameters included. */
export function hashPassword(password: string): Promise<string> {
  return hash(passwordForm(password), COST);
}

/**
 * Whether the password fits; takes the same time where there is no user (`stored` null). Hashes that were made of passwords
 * as they were typed fit what is typed in the same way, for as long as they are.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const against = stored ?? (await nobody);
  const form = passwordForm(password);
  const fits = (await verify(against, form)) || (form !== password && (await verify(against, password)));
  return stored !== null && fits;
}
