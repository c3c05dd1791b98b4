'use client';

import { signIn } from '@/components/shell/credentials';
import { PasswordField } from '@/components/ui/PasswordField';
import { TextField } from '@/components/ui/TextField';
import type { Words } from '@/lib/i18n/words';
import { AccountForm } from './AccountForm';
import { useAccountForm } from './use-account-form';

interface SignInFormProps {
  words: Words['account'];
  /** Where to go then: a path of this site. */
  target: string;
}

/** Address and password. An unknown address and a wrong password are answered with the same words. */
export function SignInForm({ words, target }: SignInFormProps) {
  const { given, field, run, state, problem } = useAccountForm({ email: '', password: '' });
  const submit = async () => {
    const missing = (['email', 'password'] as const).filter((name) => given[name].trim() === '');
    const accepted = await run(async () => {
      if (missing.length > 0) return { status: 422, code: 'invalid', title: '', errors: missing.map((name) => ({ path: `/${name}`, code: 'too_small', message: words.signIn.missing[name] })) };
      const result = await signIn(given.email, given.password);
      if (result.state === 'problem') return result.problem;
      if (result.state === 'wrong') return { status: 401, code: 'unauthenticated', title: words.signIn.wrong };
      window.location.assign(target);
      return 'leaving';
    });
    if (!accepted && missing.length === 0) document.getElementById('password')?.focus();
  };
  return (
    <AccountForm words={words} state={state} problem={problem} onSubmit={() => void submit()} action="/api/auth/callback/credentials" submit={{ look: 'primary', label: words.signIn.submit, sending: words.signIn.sending }}>
      <TextField id="email" {...field('email')} type="email" label={words.signIn.email} autoComplete="username" spellCheck={false} autoCapitalize="none" />
      <PasswordField id="password" {...field('password')} label={words.signIn.password} autoComplete="current-password" words={words} />
    </AccountForm>
  );
}
