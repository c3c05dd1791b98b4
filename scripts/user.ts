import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { withOrigin } from '../lib/audit/audit';
import { invalid } from '../lib/errors';
import { fromZod } from '../lib/findings';
import { changeAccount, createAccount } from '../lib/users/mutations';
import { listAccounts } from '../lib/users/queries';
import { registration, role as roleSchema } from '../lib/users/schema';
import { db } from '../lib/db';
import { UsageError, withDatabase } from './with-database';

const USAGE = `Usage: npm run user -- add EMAIL [--name NAME] [--role reader|editor|reviewer|admin]   prints a random password
       npm run user -- role EMAIL reader|editor|reviewer|admin
       npm run user -- suspend EMAIL | restore EMAIL | list
PASSWORD in the environment sets the password of add.`;

function parseRole(text: string | undefined) {
  const role = roleSchema.safeParse(text?.toUpperCase());
  if (!role.success) throw new UsageError(USAGE);
  return role.data;
}

async function idOf(email: string | undefined): Promise<string> {
  if (!email) throw new UsageError(USAGE);
  const user = await db().user.findUnique({ where: { email: email.trim().toLowerCase() }, select: { id: true } });
  if (!user) throw new UsageError(`No account has the address ${email}.`);
  return user.id;
}

async function add(email: string | undefined, name: string | undefined, role: string | undefined): Promise<void> {
  if (!email) throw new UsageError(USAGE);
  const given = process.env.PASSWORD;
  const password = given ?? randomBytes(12).toString('base64url');
  const input = registration.safeParse({ email, name: name ?? email.split('@')[0], password });
  if (!input.success) throw invalid(fromZod(input.error));
  const account = await createAccount(null, input.data, parseRole(role ?? 'admin'));
  process.stdout.write(`${account.email} (${account.role.toLowerCase()})${given ? '' : ` password: ${password}`}\n`);
}

await withDatabase(() =>
  withOrigin({ origin: 'JOB' }, async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { name: { type: 'string' }, role: { type: 'string' } },
    });
    const [command, email, role] = positionals;
    if (command === 'add') return add(email, values.name, values.role);
    if (command === 'role') return void (await changeAccount(null, await idOf(email), { role: parseRole(role) }));
    if (command === 'suspend') return void (await changeAccount(null, await idOf(email), { status: 'SUSPENDED' }));
    if (command === 'restore') return void (await changeAccount(null, await idOf(email), { status: 'ACTIVE' }));
    if (command !== 'list') throw new UsageError(USAGE);
    for (const { email: address, role: held, status, name } of await listAccounts()) {
      process.stdout.write(`${address}\t${held.toLowerCase()}\t${status.toLowerCase()}\t${name}\n`);
    }
  }),
);
