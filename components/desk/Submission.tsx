'use client';

import { useEffect, useRef, useState } from 'react';
import { send, type Problem } from '@/components/shell/api';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { Notice } from '@/components/ui/Notice';
import type { ArticleView } from '@/lib/domains/articles/view';
import type { WordedFinding } from '@/lib/i18n/findings';
import { useDesk } from './DeskProvider';
import { locate, type Located } from './locate-findings';
import { SubmissionFindings } from './SubmissionFindings';

type Said = { text: string; advice: Located[] } | null;

/** Hands the article to the reviewers, or takes it back. Unsaved changes are saved first. */
export function Submission() {
  const { article: words } = useWords().desk;
  const desk = useDesk();
  const { allowed } = desk.article;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [refused, setRefused] = useState<Located[] | null>(null);
  const [said, setSaid] = useState<Said>(null);
  const outcomeBox = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem || said) outcomeBox.current?.focus();
  }, [problem, said]);

  const submit = async () => {
    setBusy(true);
    setSaid(null);
    setProblem(null);
    setRefused(null);
    if (await desk.saveAll()) {
      const outcome = await desk.queue(() => {
        const now = desk.latest();
        return send<ArticleView & { findings: WordedFinding[] }>('POST', `/api/articles/${now.id}/submission`, { version: now.workingSeq });
      });
      if (outcome.ok) {
        desk.adopt(outcome.data);
        setSaid({ text: words.submitted, advice: locate(outcome.data.findings, outcome.data) });
      } else {
        setProblem(outcome.problem);
        setRefused(outcome.problem.status === 422 ? locate(outcome.problem.errors ?? [], desk.latest()) : null);
      }
    } else setSaid({ text: words.saveFirst, advice: [] });
    setBusy(false);
  };
  const recall = async () => {
    setBusy(true);
    setProblem(null);
    setRefused(null);
    setSaid(null);
    const outcome = await desk.queue(() => send<ArticleView>('DELETE', `/api/articles/${desk.article.id}/submission`));
    setBusy(false);
    setProblem(outcome.ok ? null : outcome.problem);
    setSaid(outcome.ok ? { text: words.recalled, advice: [] } : null);
    if (outcome.ok) desk.adopt(outcome.data);
  };
  const load = async () => {
    setBusy(true);
    const failed = await desk.reload();
    setBusy(false);
    setProblem(failed);
    setSaid(failed ? null : { text: words.loaded, advice: [] });
  };

  const stale = problem?.reason === 'stale_version';
  return (
    <div className="steps">
      {allowed.includes('article.submit') ? (
        <>
          <Button look="primary" busy={busy && words.submitting} onClick={() => void submit()}>{words.submit}</Button>
          {desk.dirty.size > 0 ? <p className="hint">{words.submitSaves}</p> : null}
        </>
      ) : null}
      {allowed.includes('article.recall') ? <Button busy={busy && words.recalling} onClick={() => void recall()}>{words.recall}</Button> : null}
      <div ref={outcomeBox} tabIndex={-1} className="outcome">
        {refused ? <SubmissionFindings title={words.refusedTitle} findings={refused} tone="bad" /> : null}
        {stale ? (
          <Notice tone="bad" live>
            <p>{words.staleSubmit}</p>
            <Button busy={busy && words.loading} onClick={() => void load()}>{words.load}</Button>
          </Notice>
        ) : null}
        {problem && !refused && !stale ? <ProblemNotice problem={problem} /> : null}
        {said ? <Notice tone={said.text === words.saveFirst ? 'bad' : 'good'} live><p>{said.text}</p></Notice> : null}
        {said && said.advice.length > 0 ? <SubmissionFindings title={words.advice} findings={said.advice} tone="plain" /> : null}
      </div>
    </div>
  );
}
