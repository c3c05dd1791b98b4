'use client';

import { send } from '@/components/shell/api';
import { signIn } from '@/components/shell/credentials';
import { PasswordField } from '@/components/ui/PasswordField';
import { TextField } from '@/components/ui/TextField';
import { fill } from '@/lib/i18n/fill';
import type { Words } from '@/lib/i18n/words';
import { LIMITS } from '@/lib/platform/limits';
import { AccountForm } from './AccountForm';
import { useAccountForm } from './use-account-form';

/** Makes an account and signs in with it. Where that fails, the address has an account with another password. */
export function RegisterForm({ words }: { words: Words['account'] }) {
  const { register } = words;
  const { given, field, run, state, problem } = useAccountForm({ name: '', email: '', password: '' });
  const submit = () =>
    run(async () => {
      const outcome = await send('POST', '/api/registration', given);
      if (!outcome.ok) return outcome.problem;
      const result = await signIn(given.email, given.password);
      // The answer does not say whether the address had an account already; the password does.
      if (result.state === 'wrong') return { status: 401, code: 'unauthenticated', title: register.notSignedIn };
      window.location.assign(result.state === 'in' ? '/desk' : '/signin');
      return 'leaving';
    });

  return (
    <AccountForm words={words} state={state} problem={problem} onSubmit={() => void submit()} action="/api/registration" submit={{ look: 'primary', label: register.submit, sending: register.sending }}>
      <TextField id="name" {...field('name')} label={register.name} hint={register.nameHint} autoComplete="name" />
      <TextField id="email" {...field('email')} type="email" label={register.email} autoComplete="username" spellCheck={false} autoCapitalize="none" />
      <PasswordField id="password" {...field('password')} label={register.password} hint={fill(register.passwordHint, { min: LIMITS.password.min })} autoComplete="new-password" words={words} />
    </AccountForm>
  );
}
