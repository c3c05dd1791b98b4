'use client';

import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { Button } from '@/components/ui/Button';
import { Hidden } from '@/components/ui/Hidden';
import type { TemplateName } from '@/lib/domains/articles/templates';
import { useStartArticle } from './use-start-article';

interface StartButtonProps {
  template: TemplateName;
  /** What it is called, for those who do not see where the button stands. */
  name: string;
  words: { use: string; starting: string; notStarted: string };
}

/** Starts an article of a template and opens it. */
export function StartButton({ template, name, words }: StartButtonProps) {
  const { busy, problem, start } = useStartArticle(template);
  return (
    <div className="start">
      <Button busy={busy && words.starting} onClick={() => void start()}>{words.use}<Hidden> {name}</Hidden></Button>
      {problem ? <ProblemNotice problem={problem} what={words.notStarted} /> : null}
    </div>
  );
}
