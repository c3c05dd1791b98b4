'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { newKey, send, type Problem } from '@/components/shell/api';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import type { ArticleView } from '@/lib/domains/articles/view';
import { useDesk } from '../DeskProvider';

/** Makes a draft of one's own out of the article as it is saved, and opens it. */
export function CopyArticle() {
  const { starting } = useWords().desk;
  const desk = useDesk();
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const key = useRef('');
  if (!desk.article.allowed.includes('article.copy')) return null;
  const copy = async () => {
    setBusy(true);
    setProblem(null);
    key.current ||= newKey();
    const outcome = (await desk.saveAll()) ? await desk.queue(() => send<ArticleView>('POST', `/api/articles/${desk.article.id}/copies`, undefined, key.current)) : null;
    if (outcome?.ok) return router.push(`/desk/articles/${outcome.data.id}`);
    setProblem(outcome?.problem ?? null);
    setBusy(false);
  };
  return (
    <div className="copy-article">
      <Button look="quiet" busy={busy && starting.copying} onClick={() => void copy()}>{starting.copy}</Button>
      {problem ? <ProblemNotice problem={problem} /> : null}
    </div>
  );
}
