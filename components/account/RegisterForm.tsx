'use client';

import { useRef, useState, type FormEvent } from 'react';
import { byField, send, type Problem } from '@/components/desk/api';
import { useFindingFocus } from '@/components/desk/use-form';
import { Button } from '@/components/ui/Button';
import { Notice } from '@/components/ui/Notice';
import { TextField } from '@/components/ui/TextField';
import { fill } from '@/lib/i18n/fill';
import type { Words } from '@/lib/i18n/words';
import { LIMITS } from '@/lib/platform/limits';
import { signIn } from './credentials';
import { PasswordField } from './PasswordField';
import { problemText } from './problem-text';

/** Makes an account and signs in with it. */
export function RegisterForm({ words }: { words: Words['account'] }) {
  const [given, setGiven] = useState({ name: '', email: '', password: '' });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useFindingFocus(form, problem);
  const set = (field: keyof typeof given) => (value: string) => setGiven((now) => ({ ...now, [field]: value }));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const outcome = await send('POST', '/api/registration', given);
    if (outcome.ok) {
      const result = await signIn(given.email, given.password);
      window.location.assign(result.state === 'in' ? '/desk' : '/signin');
      return;
    }
    setBusy(false);
    setProblem(outcome.problem);
  };

  const taken = problem?.reason === 'email_taken' ? problem.detail : undefined;
  const found = byField(problem?.errors);
  const error = (field: string) => found[field]?.map(({ message }) => message).join(' ');
  return (
    <form ref={form} className="form" method="post" action="/api/registration" noValidate onSubmit={(event) => void submit(event)}>
      {problem ? <Notice tone="bad" live><p>{problemText(problem, words)}</p></Notice> : null}
      <TextField id="name" name="name" label={words.register.name} hint={words.register.nameHint} error={error('name')} autoComplete="name" value={given.name} onChange={set('name')} />
      <TextField id="email" name="email" type="email" label={words.register.email} error={error('email') ?? taken} autoComplete="username" value={given.email} onChange={set('email')} spellCheck={false} autoCapitalize="none" />
      <PasswordField id="password" name="password" label={words.register.password} hint={fill(words.register.passwordHint, { min: LIMITS.password.min })} error={error('password')} autoComplete="new-password" value={given.password} onChange={set('password')} words={words} />
      <Button look="primary" type="submit" busy={busy && words.register.sending}>{words.register.submit}</Button>
    </form>
  );
}
