import { z } from 'zod';
import { LIMITS } from '../../platform/limits';
import { isStorable } from '../../platform/characters';
import { singleLine } from '../../platform/plain-text';
import { passwordForm } from './password-form';

/** Addresses are one account whatever their case, and whether an input method wrote their letters at full width. */
export const email = z
  .string()
  .trim()
  .normalize('NFKC')
  .toLowerCase()
  .min(1)
  .max(LIMITS.email)
  .pipe(z.email());

const password = z
  .string()
  .overwrite(passwordForm)
  .min(LIMITS.password.min)
  .max(LIMITS.password.max)
  .refine((text) => isStorable(text), { params: { code: 'unstorable_text' } });

/**
 * A password as typed at sign-in: any scalar text, checked against the hash, not against today's rules. Decomposed, as some
 * keyboards write it, it is longer than the form that has a limit.
 */
export const typedPassword = z
  .string()
  .max(4 * LIMITS.password.max)
  .refine((text) => passwordForm(text).length <= LIMITS.password.max);

export const registration = z.strictObject({ email, name: singleLine(LIMITS.personName, 1), password });

export const passwordChange = z.strictObject({ oldPassword: typedPassword, newPassword: password });

export const role = z.enum(['READER', 'EDITOR', 'REVIEWER', 'ADMIN']);

export const accountChange = z
  .strictObject({ role: role.optional(), status: z.enum(['ACTIVE', 'SUSPENDED']).optional() })
  .refine((change) => change.role !== undefined || change.status !== undefined);

export type Registration = z.infer<typeof registration>;
export type PasswordChange = z.infer<typeof passwordChange>;
export type AccountChange = z.infer<typeof accountChange>;
