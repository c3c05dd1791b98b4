import type { Actor, Person } from '../../platform/actor';
import { db } from '../../platform/database/transaction';
import type { Role } from '../../platform/database/generated/enums';
import { userPolicy } from './policy';
import { email } from './schema';
import { accountView, type AccountView } from './view';

const actorSelect = { id: true, role: true, name: true, email: true } as const;

/** The active account with this address, as an actor; null where there is none. For the command line, which names people. */
export async function actorByEmail(text: string): Promise<Person | null> {
  const known = email.safeParse(text);
  return known.success ? db().user.findFirst({ where: { email: known.data, status: 'ACTIVE' }, select: actorSelect }) : null;
}

/** The longest-standing active account of a role, other than `except`; null where there is none. */
export function firstWithRole(role: Role, except?: string): Promise<Person | null> {
  return db().user.findFirst({
    where: { role, status: 'ACTIVE', ...(except ? { id: { not: except } } : {}) },
    orderBy: { createdAt: 'asc' },
    select: actorSelect,
  });
}

/** All accounts, oldest first. @throws DomainError forbidden */
export async function listAccounts(actor: Actor): Promise<AccountView[]> {
  userPolicy.authorize(actor, 'user.list', null);
  return (await db().user.findMany({ orderBy: { createdAt: 'asc' } })).map(accountView);
}
