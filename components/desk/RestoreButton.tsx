'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Hidden } from '@/components/ui/Hidden';
import type { ArticleView } from '@/lib/domains/articles/view';
import { send, type Problem } from './api';
import { ProblemNotice } from './ProblemNotice';
import { useWords } from './WordsProvider';

/** Brings a deleted article back and opens it. */
export function RestoreButton({ articleId, title }: { articleId: string; title: string }) {
  const { list } = useWords().desk;
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const restore = async () => {
    setBusy(true);
    const outcome = await send<ArticleView>('POST', `/api/articles/${articleId}/restoration`);
    if (outcome.ok || outcome.problem.reason === 'not_deleted') {
      router.push(`/desk/articles/${articleId}`);
      return;
    }
    setProblem(outcome.problem);
    setBusy(false);
  };
  return (
    <div className="beside">
      <Button busy={busy && list.restoring} onClick={() => void restore()}>
        {list.restore}
        <Hidden> {title}</Hidden>
      </Button>
      {problem ? <ProblemNotice problem={problem} /> : null}
    </div>
  );
}
