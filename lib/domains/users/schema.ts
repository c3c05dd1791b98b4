import { z } from 'zod';
import { LIMITS } from '../../platform/limits';
import { isStorable } from '../../platform/characters';
import { singleLine } from '../../platform/plain-text';

/** Addresses are one account whatever their case. */
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(LIMITS.email)
  .pipe(z.email());

const password = z
  .string()
  .min(LIMITS.password.min)
  .max(LIMITS.password.max)
  .refine((text) => isStorable(text), { params: { code: 'unstorable_text' } });

/** A password as typed at sign-in: any scalar text, checked against the hash, not against today's rules. */
export const typedPassword = z.string().max(LIMITS.password.max);

export const registration = z.strictObject({ email, name: singleLine(LIMITS.personName, 1), password });

export const passwordChange = z.strictObject({ oldPassword: typedPassword, newPassword: password });

export const role = z.enum(['READER', 'EDITOR', 'REVIEWER', 'ADMIN']);

export const accountChange = z
  .strictObject({ role: role.optional(), status: z.enum(['ACTIVE', 'SUSPENDED']).optional() })
  .refine((change) => change.role !== undefined || change.status !== undefined);

export type Registration = z.infer<typeof registration>;
export type PasswordChange = z.infer<typeof passwordChange>;
export type AccountChange = z.infer<typeof accountChange>;
