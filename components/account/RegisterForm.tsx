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

/** Makes an account and signs in with it. */
export function RegisterForm({ words }: { words: Words['account'] }) {
  const { register } = words;
  const { given, field, run, state, problem } = useAccountForm({ name: '', email: '', password: '' });
  const submit = () =>
    run(async () => {
      const outcome = await send('POST', '/api/registration', given);
      if (!outcome.ok) return outcome.problem;
      const result = await signIn(given.email, given.password);
      window.location.assign(result.state === 'in' ? '/desk' : '/signin');
      return 'leaving';
    });

  const taken = problem?.reason === 'email_taken' ? problem.detail : undefined;
  const email = field('email');
  return (
    <AccountForm words={words} state={state} problem={problem} onSubmit={() => void submit()} action="/api/registration" submit={{ look: 'primary', label: register.submit, sending: register.sending }}>
      <TextField id="name" {...field('name')} label={register.name} hint={register.nameHint} autoComplete="name" />
      <TextField id="email" {...email} type="email" label={register.email} error={email.error ?? taken} autoComplete="username" spellCheck={false} autoCapitalize="none" />
      <PasswordField id="password" {...field('password')} label={register.password} hint={fill(register.passwordHint, { min: LIMITS.password.min })} autoComplete="new-password" words={words} />
    </AccountForm>
  );
}
