'use client';

import { useRef, useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/Button';
import { Notice } from '@/components/ui/Notice';
import { TextField } from '@/components/ui/TextField';
import type { Words } from '@/lib/i18n/words';
import { signIn } from './credentials';
import { PasswordField } from './PasswordField';
import { problemText } from './problem-text';

interface SignInFormProps {
  words: Words['account'];
  /** Where to go then: a path of this site. */
  target: string;
}

/** Address and password. An unknown address and a wrong password are answered with the same words. */
export function SignInForm({ words, target }: SignInFormProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState('');
  const form = useRef<HTMLFormElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefusal('');
    const result = await signIn(email, password);
    if (result.state === 'in') {
      window.location.assign(target);
      return;
    }
    setBusy(false);
    setRefusal(result.state === 'wrong' ? words.signIn.wrong : problemText(result.problem, words));
    form.current?.querySelector<HTMLInputElement>('#password')?.focus();
  };

  // Method and action matter only before this page runs: a password must never end up in an address.
  return (
    <form ref={form} className="form" method="post" action="/api/auth/callback/credentials" noValidate onSubmit={(event) => void submit(event)}>
      {refusal ? <Notice tone="bad" live><p>{refusal}</p></Notice> : null}
      <TextField id="email" name="email" type="email" label={words.signIn.email} autoComplete="username" value={email} onChange={setEmail} spellCheck={false} autoCapitalize="none" />
      <PasswordField id="password" name="password" label={words.signIn.password} autoComplete="current-password" value={password} onChange={setPassword} words={words} />
      <Button look="primary" type="submit" busy={busy && words.signIn.sending}>{words.signIn.submit}</Button>
    </form>
  );
}
