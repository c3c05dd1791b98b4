import { hash, verify } from '@node-rs/argon2';

/** argon2id with the first recommendation of OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash of nothing anybody knows, so that an unknown user costs as long as a wrong password. */
const nobody = hash(crypto.randomUUID(), COST);

/** The stored form of a password, salt and parameters included. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Whether the password fits; takes the same time where there is no user (`stored` null). */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const fits = await verify(stored ?? (await nobody), password);
  return stored !== null && fits;
}
