'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { send, type Problem } from '@/components/shell/api';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { Hidden } from '@/components/ui/Hidden';
import type { ArticleView } from '@/lib/domains/articles/view';

/** Publishes the approved revision of an article in a list; the link to what readers see takes the button's place. */
export function PublishButton({ articleId, title }: { articleId: string; title: string }) {
  const { review } = useWords().desk;
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [number, setNumber] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const publish = async () => {
    setBusy(true);
    setProblem(null);
    const outcome = await send<ArticleView>('POST', `/api/articles/${articleId}/publication`, {});
    setBusy(false);
    setProblem(outcome.ok ? null : outcome.problem);
    if (outcome.ok) setNumber(outcome.data.number);
    else if (outcome.problem.status === 409) router.refresh();
  };
  return (
    <div className="beside">
      <p role="status">{number === null ? '' : review.published}</p>
      {number === null ? (
        <Button busy={busy && review.publishing} onClick={() => void publish()}>
          {review.publish}
          <Hidden> {title}</Hidden>
        </Button>
      ) : (
        <a href={`/cases/${number}`}>{review.publicPage}</a>
      )}
      {problem ? <ProblemNotice problem={problem} /> : null}
    </div>
  );
}
