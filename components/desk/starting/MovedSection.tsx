'use client';

import { useState, useSyncExternalStore } from 'react';
import { send, type Problem } from '@/components/shell/api';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { Notice } from '@/components/ui/Notice';
import type { Moved } from '@/lib/domains/articles/moves';
import { fill } from '@/lib/i18n/fill';
import { useDesk } from '../DeskProvider';
import { listenToMoved, movedFrom, tellMoved } from './moved-section';

/** Where a section has gone, with the way back. */
export function MovedSection() {
  const { starting } = useWords().desk;
  const desk = useDesk();
  const { id } = desk.article;
  const moved = useSyncExternalStore(listenToMoved, () => movedFrom(id), () => null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState('');
  const bringBack = async () => {
    if (!moved) return;
    setBusy(true);
    setProblem(null);
    const outcome = await desk.queue(() => {
      const now = desk.latest();
      const after = now.sections.some((section) => section.id === moved.after) ? moved.after : null;
      const versions = { section: moved.version, from: moved.orderVersion, to: now.orderVersion };
      return send<Moved>('POST', `/api/articles/${moved.to}/sections/${moved.sectionId}/move`, { to: id, after, versions });
    });
    setBusy(false);
    if (!outcome.ok) return setProblem(outcome.problem.reason === 'stale_version' ? { ...outcome.problem, detail: starting.moveStale } : outcome.problem);
    setSaid(fill(starting.undone, { name: moved.name }));
    tellMoved(id, null);
    desk.adopt(outcome.data.to);
    document.getElementById(`s-${moved.sectionId}-heading`)?.focus();
  };
  return (
    <>
      <p className="hidden" role="status">{moved ? '' : said}</p>
      {moved ? (
        <Notice live>
          <p>{fill(moved.copied ? starting.copied : starting.moved, { name: moved.name, title: moved.title })}</p>
          <div className="actions">
            <a href={`/desk/articles/${moved.to}`}>{starting.open}</a>
            {moved.copied ? null : <Button look="quiet" busy={busy && starting.undoing} onClick={() => void bringBack()}>{starting.undo}</Button>}
          </div>
        </Notice>
      ) : null}
      {problem ? <ProblemNotice problem={problem} /> : null}
    </>
  );
}
