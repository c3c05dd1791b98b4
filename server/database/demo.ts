import { ensureSomeCategory } from '../../lib/domains/categories/unsorted';
import { system } from '../../lib/platform/actor';
import { db } from '../../lib/platform/database/transaction';
import type { Env } from '../../lib/platform/env';
import { verifyPassword } from '../../lib/domains/users/password';
import { actorByEmail, listAccounts } from '../../lib/domains/users/queries';
import { DEMO_ACCOUNTS, seedDemo } from '../../prisma/seed';
import { keptSecret } from '../boot/secrets';

/**
 * Loads the demo where it is on: by default only with the embedded database.
 * @returns lines that tell the operator how to sign in, or how to make the first account
 */
export async function prepareDemo({ DEMO, DEMO_PASSWORD, DATA_DIR }: Env, embedded: boolean): Promise<string[]> {
  if (!(DEMO ?? embedded)) {
    const demo = await actorByEmail(DEMO_ACCOUNTS[0]!.email);
    if (demo) return [`the demo accounts still work: npm run user -- suspend ${demo.email} (and the others)`];
    await ensureSomeCategory();
    const known = await listAccounts(system('setup'));
    return known.length > 0 ? [] : ['no accounts yet: npm run user -- add EMAIL --role admin'];
  }
  const password = DEMO_PASSWORD ?? (await keptSecret(DATA_DIR, 'demo-password', 12));
  await seedDemo(password);
  const admin = await db().user.findUnique({ where: { email: DEMO_ACCOUNTS[0]!.email }, select: { passwordHash: true } });
  const known = await verifyPassword(admin?.passwordHash ?? null, password);
  const accounts = DEMO_ACCOUNTS.map(({ email, role }) => `${email} (${role.toLowerCase()})`).join(', ');
  return [`demo accounts: ${accounts}`, `demo password: ${known ? password : 'as it was set when the demo was loaded'}`];
}
