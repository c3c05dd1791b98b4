'use client';

import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { useStartArticle } from './starting/use-start-article';

/** Starts an article and opens it. */
export function NewArticleButton() {
  const { list } = useWords().desk;
  const { busy, problem, start } = useStartArticle();
  return (
    <div className="new-article">
      <Button look="primary" busy={busy && list.creating} onClick={() => void start()}>{list.create}</Button>
      {problem ? <ProblemNotice problem={problem} what={list.notCreated} /> : null}
    </div>
  );
}
