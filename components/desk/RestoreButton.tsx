'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { send, type Problem } from '@/components/shell/api';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { Hidden } from '@/components/ui/Hidden';
import type { ArticleView } from '@/lib/domains/articles/view';

/** Brings a deleted article back and opens it. */
export function RestoreButton({ articleId, title }: { articleId: string; title: string }) {
  const { list } = useWords().desk;
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const restore = async () => {
    setBusy(true);
    setProblem(null);
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
