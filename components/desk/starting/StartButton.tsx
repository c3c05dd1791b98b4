'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { newKey, send, type Problem } from '@/components/shell/api';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { Button } from '@/components/ui/Button';
import { Hidden } from '@/components/ui/Hidden';
import type { ArticleView } from '@/lib/domains/articles/view';
import type { TemplateName } from '@/lib/domains/articles/templates';

interface StartButtonProps {
  template: TemplateName;
  /** What it is called, for those who do not see where the button stands. */
  name: string;
  words: { use: string; starting: string; notStarted: string };
}

/** Starts an article of a template and opens it. */
export function StartButton({ template, name, words }: StartButtonProps) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const key = useRef('');
  const start = async () => {
    setBusy(true);
    setProblem(null);
    key.current ||= newKey();
    const outcome = await send<ArticleView>('POST', '/api/articles', { template }, key.current);
    if (outcome.ok) return router.push(`/desk/articles/${outcome.data.id}`);
    setProblem(outcome.problem);
    setBusy(false);
  };
  return (
    <div className="start">
      <Button busy={busy && words.starting} onClick={() => void start()}>{words.use}<Hidden> {name}</Hidden></Button>
      {problem ? <ProblemNotice problem={problem} what={words.notStarted} /> : null}
    </div>
  );
}
