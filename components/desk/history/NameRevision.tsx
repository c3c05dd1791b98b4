'use client';

import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import { newKey, send, type Problem } from '@/components/shell/api';
import { fieldError } from '@/components/shell/field-error';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { Notice } from '@/components/ui/Notice';
import { TextField } from '@/components/ui/TextField';
import { fill } from '@/lib/i18n/fill';
import { LIMITS } from '@/lib/platform/limits';

/** Keeps the article as it is now under a name. */
export function NameRevision({ articleId }: { articleId: string }) {
  const { desk: { history } } = useWords();
  const router = useRouter();
  const [name, setName] = useState('');
  const [kept, setKept] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    const outcome = await send('POST', `/api/articles/${articleId}/revisions`, { name }, newKey());
    setBusy(false);
    setKept(outcome.ok ? name.trim() : null);
    setProblem(outcome.ok ? null : outcome.problem);
    if (!outcome.ok) return;
    setName('');
    router.refresh();
  };
  return (
    <form onSubmit={(event) => void keep(event)}>
      <TextField id="revision-name" label={history.name} hint={fill(history.nameHint, { count: LIMITS.revisionName })} error={fieldError(problem, 'name')} value={name} maxLength={LIMITS.revisionName} required onChange={setName} />
      <Button type="submit" busy={busy && history.keeping}>{history.keep}</Button>
      {kept === null ? null : <Notice tone="good" live><p>{fill(history.kept, { name: kept })}</p></Notice>}
      {problem ? <ProblemNotice problem={problem} /> : null}
    </form>
  );
}
