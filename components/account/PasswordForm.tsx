'use client';

import { useRef, useState, type FormEvent } from 'react';
import { byField, send, type Problem } from '@/components/desk/api';
import { useFindingFocus } from '@/components/desk/use-form';
import { Button } from '@/components/ui/Button';
import { Notice } from '@/components/ui/Notice';
import { fill } from '@/lib/i18n/fill';
import type { Words } from '@/lib/i18n/words';
import { LIMITS } from '@/lib/platform/limits';
import { PasswordField } from './PasswordField';
import { problemText } from './problem-text';

const EMPTY = { oldPassword: '', newPassword: '' };

/** A new password, given with the old one; all other sessions end with it. */
export function PasswordForm({ words, email }: { words: Words['account']; email: string }) {
  const [given, setGiven] = useState(EMPTY);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useFindingFocus(form, problem);
  const set = (field: keyof typeof given) => (value: string) => setGiven((now) => ({ ...now, [field]: value }));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const outcome = await send('PUT', '/api/account/password', given);
    setBusy(false);
    setDone(outcome.ok);
    setProblem(outcome.ok ? null : outcome.problem);
    if (outcome.ok) setGiven(EMPTY);
  };

  const found = byField(problem?.errors);
  const error = (field: string) => found[field]?.map(({ message }) => message).join(' ');
  return (
    <form ref={form} className="form" method="post" noValidate onSubmit={(event) => void submit(event)}>
      {problem ? <Notice tone="bad" live><p>{problemText(problem, words)}</p></Notice> : null}
      {done ? <Notice tone="good" live><p>{words.own.changed}</p></Notice> : null}
      <input className="hidden" type="text" name="username" autoComplete="username" value={email} readOnly tabIndex={-1} aria-hidden="true" />
      <PasswordField id="old-password" name="oldPassword" label={words.own.oldPassword} error={error('oldPassword')} autoComplete="current-password" value={given.oldPassword} onChange={set('oldPassword')} words={words} />
      <PasswordField id="new-password" name="newPassword" label={words.own.newPassword} hint={fill(words.own.passwordHint, { min: LIMITS.password.min })} error={error('newPassword')} autoComplete="new-password" value={given.newPassword} onChange={set('newPassword')} words={words} />
      <Button type="submit" busy={busy && words.own.changing}>{words.own.change}</Button>
    </form>
  );
}
