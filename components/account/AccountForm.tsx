'use client';

import { useRef, type ReactNode } from 'react';
import type { Problem } from '@/components/shell/api';
import { useOver } from '@/components/shell/use-over';
import { useFindingFocus } from '@/components/shell/use-finding-focus';
import { Button } from '@/components/ui/Button';
import { Notice } from '@/components/ui/Notice';
import type { Words } from '@/lib/i18n/words';
import { accountProblemText } from './account-problem';

interface AccountFormProps {
  words: Words['account'];
  state: 'idle' | 'sending' | 'done';
  problem: Problem | null;
  onSubmit: () => void;
  /** Where it goes before this page runs. */
  action?: string;
  submit: { look: 'primary' | 'outline'; label: string; sending: string };
  /** What is said when it is done and the page stays. */
  done?: string;
  children: ReactNode;
}

/** What went wrong; it goes when it is over. */
function AccountProblem({ problem, words }: { problem: Problem; words: Words['account'] }) {
  const over = useOver(problem);
  return over ? null : <Notice tone="bad" live><p>{accountProblemText(problem, words)}</p></Notice>;
}

/** What signing in, registering and a new password look like: what went wrong, the fields, and one button. */
export function AccountForm({ words, state, problem, onSubmit, action, submit, done, children }: AccountFormProps) {
  const form = useRef<HTMLFormElement>(null);
  useFindingFocus(form, problem);
  // Posted also before this page runs: a password must never end up in an address.
  return (
    <form ref={form} className="form" method="post" action={action} noValidate onSubmit={(event) => { event.preventDefault(); onSubmit(); }}>
      {problem ? <AccountProblem problem={problem} words={words} /> : null}
      {done && state === 'done' ? <Notice tone="good" live><p>{done}</p></Notice> : null}
      {children}
      <Button look={submit.look} type="submit" busy={state === 'sending' && submit.sending}>{submit.label}</Button>
    </form>
  );
}
