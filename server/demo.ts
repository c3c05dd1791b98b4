import type { Env } from '../lib/env';
import { DEMO_ACCOUNTS, seedDemo } from '../prisma/seed';
import { keptSecret } from './secrets';

/**
 * Loads the demo where it is on: by default only with the embedded database.
 * @returns lines that tell the operator how to sign in; none where the demo is off
 */
export async function prepareDemo({ DEMO, DEMO_PASSWORD, DATA_DIR }: Env, embedded: boolean): Promise<string[]> {
  if (!(DEMO ?? embedded)) return [];
  const password = DEMO_PASSWORD ?? (await keptSecret(DATA_DIR, 'demo-password', 12));
  await seedDemo(password);
  const accounts = DEMO_ACCOUNTS.map(({ email, role }) => `${email} (${role.toLowerCase()})`).join(', ');
  return [`demo accounts: ${accounts}`, `demo password: ${password}`];
}
