import type { Actor, Person } from '../../platform/actor';
import { record } from '../audit/audit';
import { db, transaction } from '../../platform/database/transaction';
import { isUniqueViolation } from '../../platform/database/client';
import type { Role } from '../../platform/database/generated/enums';
import { conflict, invalid, isDomainError, notFound } from '../../platform/errors';
import { finding } from '../../platform/findings';
import { hashPassword, verifyPassword } from './password';
import { refuseGuessable } from './password-blocklist';
import { passwordForm } from './password-form';
import { userPolicy } from './policy';
import type { AccountChange, PasswordChange, Registration } from './schema';
import { accountView, type AccountView } from './view';

/** What a registration answers: what was asked for, whether the address was free or not. */
export type RegistrationAnswer = Pick<AccountView, 'email' | 'name' | 'role' | 'status'>;

/**
 * A visitor makes himself an account: a reader's. Where the address has one already, nothing of it changes, the answer is the
 * same, and whoever signs in to it next is told: an answer of its own would tell everybody who has an account here.
 * @throws DomainError invalid for a password that others would guess
 */
export async function register(input: Registration): Promise<RegistrationAnswer> {
  refuseGuessable('password', input.password, input);
  try {
    await addAccount(null, input, 'READER');
  } catch (error) {
    if (!isDomainError(error) || error.details.reason !== 'email_taken') throw error;
    await noteRegistration(input.email);
  }
  return { email: input.email, name: input.name, role: 'READER', status: 'ACTIVE' };
}

async function noteRegistration(email: string): Promise<void> {
  await transaction(async () => {
    const { id } = await db().user.update({ where: { email }, data: { registrationTriedAt: new Date() }, select: { id: true } });
    await record(null, { action: 'user.registration_repeated', subject: 'user', subjectId: id });
  });
}

/**
 * Makes an account for somebody.
 * @throws DomainError forbidden; conflict email_taken
 */
export async function createAccount(actor: Actor, input: Registration, role: Role = 'READER'): Promise<AccountView> {
  userPolicy.authorize(actor, 'user.create', null);
  return addAccount(actor, input, role);
}

async function addAccount(actor: Actor | null, input: Registration, role: Role): Promise<AccountView> {
  const passwordHash = await hashPassword(input.password);
  try {
    return await transaction(async () => {
      const user = await db().user.create({ data: { email: input.email, name: input.name, passwordHash, role } });
      await record(actor, { action: 'user.created', subject: 'user', subjectId: user.id, data: { role } });
      return accountView(user);
    });
  } catch (error) {
    throw isUniqueViolation(error) ? conflict('email_taken') : error;
  }
}

/**
 * Changes the user's own password and ends all his other sessions.
 * @param sessionId the session that goes on
 * @throws DomainError invalid wrong_password or same_password, or for a new one that others would guess
 */
export async function changePassword(actor: Person, sessionId: string, { oldPassword, newPassword }: PasswordChange): Promise<void> {
  userPolicy.authorize(actor, 'user.password', actor);
  const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id: actor.id }, select: { passwordHash: true } });
  if (!(await verifyPassword(passwordHash, oldPassword))) throw invalid([finding(['oldPassword'], 'wrong_password')]);
  if (passwordForm(oldPassword) === passwordForm(newPassword)) throw invalid([finding(['newPassword'], 'same_password')]);
  refuseGuessable('newPassword', newPassword, actor);
  const fresh = await hashPassword(newPassword);
  await transaction(async () => {
    const { count } = await db().user.updateMany({ where: { id: actor.id, passwordHash }, data: { passwordHash: fresh } });
    if (count === 0) throw conflict('stale_version');
    await db().session.deleteMany({ where: { userId: actor.id, id: { not: sessionId } } });
    await record(actor, { action: 'user.password_changed', subject: 'user', subjectId: actor.id });
  });
}

/**
 * Changes role or status of an account; suspension ends all its sessions, and a new role holds from the next request.
 * @throws DomainError forbidden; not_found; conflict last_admin, so that a site is never left without one
 */
export async function changeAccount(actor: Actor, userId: string, change: AccountChange): Promise<AccountView> {
  userPolicy.authorize(actor, 'user.change', { id: userId });
  return transaction(async () => {
    // All admins are locked, in one order, so that two demotions at once cannot both believe the other stays.
    await db().$queryRaw`SELECT 1 FROM "User" WHERE "role" = 'ADMIN' OR "id" = ${userId}::uuid ORDER BY "id" FOR UPDATE`;
    const user = await db().user.findUnique({ where: { id: userId } });
    if (!user) throw notFound();
    const role = change.role ?? user.role;
    const status = change.status ?? user.status;
    const stopsBeingAdmin = user.role === 'ADMIN' && user.status === 'ACTIVE' && (role !== 'ADMIN' || status !== 'ACTIVE');
    if (stopsBeingAdmin && (await db().user.count({ where: { role: 'ADMIN', status: 'ACTIVE' } })) === 1) throw conflict('last_admin');
    const fresh = await db().user.update({ where: { id: userId }, data: { role, status } });
    if (status === 'SUSPENDED') await db().session.deleteMany({ where: { userId } });
    await record(actor, { action: 'user.changed', subject: 'user', subjectId: userId, data: { role, status } });
    return accountView(fresh);
  });
}
