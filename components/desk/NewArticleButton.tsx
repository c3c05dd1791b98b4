'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { newKey, send, type Problem } from '@/components/shell/api';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import type { ArticleView } from '@/lib/domains/articles/view';

/** Starts an article and opens it. */
export function NewArticleButton() {
  const { list } = useWords().desk;
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const key = useRef('');
  const create = async () => {
    setBusy(true);
    setProblem(null);
    key.current ||= newKey();
    const outcome = await send<ArticleView>('POST', '/api/articles', {}, key.current);
    if (outcome.ok) {
      router.push(`/desk/articles/${outcome.data.id}`);
      return;
    }
    setProblem(outcome.problem);
    setBusy(false);
  };
  return (
    <div className="new-article">
      <Button look="primary" busy={busy && list.creating} onClick={() => void create()}>{list.create}</Button>
      {problem ? <ProblemNotice problem={problem} what={list.notCreated} /> : null}
    </div>
  );
}
