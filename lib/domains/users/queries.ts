import type { Actor } from '../../platform/actor';
import { db } from '../../platform/database/transaction';
import type { Role } from '../../platform/database/generated/enums';
import { accountView, type AccountView } from './view';

const actorSelect = { id: true, role: true, name: true, email: true } as const;

/** The active account with this address, as an actor; null where there is none. For the command line, which names people. */
export function actorByEmail(email: string): Promise<Actor | null> {
  return db().user.findFirst({ where: { email: email.trim().toLowerCase(), status: 'ACTIVE' }, select: actorSelect });
}

/** The longest-standing active account of a role, other than `except`; null where there is none. */
export function firstWithRole(role: Role, except?: string): Promise<Actor | null> {
  return db().user.findFirst({
    where: { role, status: 'ACTIVE', ...(except ? { id: { not: except } } : {}) },
    orderBy: { createdAt: 'asc' },
    select: actorSelect,
  });
}

/** All accounts, oldest first. For the command line. */
export async function listAccounts(): Promise<AccountView[]> {
  return (await db().user.findMany({ orderBy: { createdAt: 'asc' } })).map(accountView);
}
