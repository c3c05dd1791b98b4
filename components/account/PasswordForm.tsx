'use client';

import { send } from '@/components/shell/api';
import { PasswordField } from '@/components/ui/PasswordField';
import { fill } from '@/lib/i18n/fill';
import type { Words } from '@/lib/i18n/words';
import { LIMITS } from '@/lib/platform/limits';
import { AccountForm } from './AccountForm';
import { useAccountForm } from './use-account-form';

/** A new password, given with the old one; all other sessions end with it. */
export function PasswordForm({ words, email }: { words: Words['account']; email: string }) {
  const { own } = words;
  const { given, field, run, clear, state, problem } = useAccountForm({ oldPassword: '', newPassword: '' });
  const change = async () => {
    const changed = await run(async () => {
      const outcome = await send('PUT', '/api/account/password', given);
      return outcome.ok ? 'done' : outcome.problem;
    });
    if (changed) clear();
  };
  return (
    <AccountForm words={words} state={state} problem={problem} onSubmit={() => void change()} submit={{ look: 'outline', label: own.change, sending: own.changing }} done={own.changed}>
      <input className="hidden" type="text" name="username" autoComplete="username" value={email} readOnly tabIndex={-1} aria-hidden="true" />
      <PasswordField id="old-password" {...field('oldPassword')} label={own.oldPassword} autoComplete="current-password" words={words} />
      <PasswordField id="new-password" {...field('newPassword')} label={own.newPassword} hint={fill(own.passwordHint, { min: LIMITS.password.min })} autoComplete="new-password" words={words} />
    </AccountForm>
  );
}
