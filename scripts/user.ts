import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { system } from '../lib/platform/actor';
import { withOrigin } from '../lib/domains/audit/audit';
import { invalid } from '../lib/platform/errors';
import { fromZod } from '../lib/i18n/findings';
import { changeAccount, createAccount } from '../lib/domains/users/mutations';
import { firstWithRole, listAccounts } from '../lib/domains/users/queries';
import { refuseGuessable } from '../lib/domains/users/password-blocklist';
import { email as emailSchema, registration, role as roleSchema, type AccountChange } from '../lib/domains/users/schema';
import type { AccountView } from '../lib/domains/users/view';
import { db } from '../lib/platform/database/transaction';
import { isolated } from '../lib/platform/direction';
import { UsageError, withDatabase } from './with-database';

const USAGE = `Usage: npm run user -- add EMAIL [--name NAME] [--role reader|editor|reviewer|admin] 
           prints a random password; the first account is an admin, any other a reader where no role is given
       npm run user -- role EMAIL reader|editor|reviewer|admin
       npm run user -- suspend EMAIL | restore EMAIL | list
PASSWORD in the environment sets the password of add.`;

const operator = system('command-line');

function parseRole(text: string | undefined) {
  const role = roleSchema.safeParse(text?.toUpperCase());
  if (!role.success) throw new UsageError(USAGE);
  return role.data;
}

async function idOf(email: string | undefined): Promise<string> {
  if (!email) throw new UsageError(USAGE);
  const known = emailSchema.safeParse(email);
  const user = known.success && (await db().user.findUnique({ where: { email: known.data }, select: { id: true } }));
  if (!user) throw new UsageError(`No account has the address ${email}.`);
  return user.id;
}

async function add(email: string | undefined, name: string | undefined, role: string | undefined): Promise<void> {
  if (!email) throw new UsageError(USAGE);
  const given = process.env.PASSWORD;
  const password = given ?? randomBytes(12).toString('base64url');
  const input = registration.safeParse({ email, name: name ?? email.split('@')[0], password });
  if (!input.success) throw invalid(fromZod(input.error));
  if (given) refuseGuessable('password', given, input.data);
  const account = await createAccount(operator, input.data, parseRole(role ?? ((await firstWithRole('ADMIN')) ? 'reader' : 'admin')));
  process.stdout.write(`${account.email} (${account.role.toLowerCase()})${given ? '' : ` password: ${password}`}\n`);
}

async function change(email: string | undefined, wanted: AccountChange): Promise<void> {
  print(await changeAccount(operator, await idOf(email), wanted));
}

function print({ id, email, role, status, name }: AccountView): void {
  process.stdout.write(`${email}\t${role.toLowerCase()}\t${status.toLowerCase()}\t${isolated(name)}\t${id}\n`);
}

await withDatabase(() =>
  withOrigin({ origin: 'JOB' }, async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { name: { type: 'string' }, role: { type: 'string' } },
    });
    const [command, email, role] = positionals;
    if (command === 'add') return add(email, values.name, values.role);
    if (command === 'role') return change(email, { role: parseRole(role) });
    if (command === 'suspend') return change(email, { status: 'SUSPENDED' });
    if (command === 'restore') return change(email, { status: 'ACTIVE' });
    if (command !== 'list') throw new UsageError(USAGE);
    for (const account of await listAccounts(operator)) print(account);
  }),
);
