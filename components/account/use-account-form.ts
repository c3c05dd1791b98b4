import { useState } from 'react';
import type { Problem } from '@/components/shell/api';
import { fieldError, withoutFields } from '@/components/shell/field-error';

/** How sending went: refused with a problem, done, or done and the browser is on its way to another page. */
type Sent = Problem | 'done' | 'leaving';

/** What is typed into a form of the account, and how sending it goes. `F`: the names of its fields. */
export interface AccountForm<F extends string> {
  given: Readonly<Record<F, string>>;
  state: 'idle' | 'sending' | 'done';
  problem: Problem | null;
  /** What a field of this name is given. */
  field(name: F): { name: F; value: string; error: string | undefined; onChange: (value: string) => void };
  /** Sends; the form stays busy where the page is left. @returns whether it was not refused */
  run(send: () => Promise<Sent>): Promise<boolean>;
  clear(): void;
}

/** The state of a form whose fields are all text. @param empty each field with what stands in it at first */
export function useAccountForm<F extends string>(empty: Readonly<Record<F, string>>): AccountForm<F> {
  const [given, setGiven] = useState(empty);
  const [state, setState] = useState<'idle' | 'sending' | 'done'>('idle');
  const [problem, setProblem] = useState<Problem | null>(null);
  return {
    given,
    state,
    problem,
    field: (name) => ({
      name,
      value: given[name],
      error: fieldError(problem, name),
      onChange: (value) => {
        setGiven((now) => ({ ...now, [name]: value }));
        setProblem((now) => now && withoutFields(now, [name]));
      },
    }),
    run: async (send) => {
      setState('sending');
      // So that the same refusal is said aloud a second time.
      setProblem(null);
      const sent = await send();
      if (sent === 'leaving') return true;
      setState(sent === 'done' ? 'done' : 'idle');
      setProblem(sent === 'done' ? null : sent);
      return sent === 'done';
    },
    clear: () => setGiven(empty),
  };
}
