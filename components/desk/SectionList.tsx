'use client';

import { useState } from 'react';
import { flushSync } from 'react-dom';
import { send, type Problem } from '@/components/shell/api';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useWords } from '@/components/shell/WordsProvider';
import { Dialog } from '@/components/ui/Dialog';
import { Notice } from '@/components/ui/Notice';
import type { ArticleView, SectionView } from '@/lib/domains/articles/view';
import { fill } from '@/lib/i18n/fill';
import { AddSection } from './AddSection';
import { DeletedSections, type DeletedSection } from './DeletedSections';
import { useDesk } from './DeskProvider';
import { SectionEditor } from './SectionEditor';
import { MovedSection } from './starting/MovedSection';

function moved(sections: readonly SectionView[], id: string, by: 1 | -1): string[] {
  const order = sections.map((section) => section.id);
  const from = order.indexOf(id);
  order.splice(from, 1);
  order.splice(from + by, 0, id);
  return order;
}

interface SectionListProps {
  deleted: DeletedSection[];
  onDeleted: (change: (now: DeletedSection[]) => DeletedSection[]) => void;
}

/** All sections of the article, to be written, moved, added, deleted and brought back. */
export function SectionList({ deleted, onDeleted }: SectionListProps) {
  const { common, desk: words } = useWords();
  const desk = useDesk();
  const { sections } = desk.article;
  const [asked, setAsked] = useState<SectionView | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [moving, setMoving] = useState<{ id: string; by: 1 | -1 } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const path = `/api/articles/${desk.article.id}/sections`;

  const move = async (section: SectionView, by: 1 | -1) => {
    setMoving({ id: section.id, by });
    setProblem(null);
    setSaid('');
    const outcome = await desk.queue(() => {
      const now = desk.latest();
      return send<ArticleView>('PUT', `${path}/order`, { version: now.orderVersion, order: moved(now.sections, section.id, by) });
    });
    setMoving(null);
    setProblem(outcome.ok ? null : outcome.problem);
    if (!outcome.ok) {
      if (outcome.problem.reason !== 'stale_version') return;
      desk.adopt(outcome.problem.current as ArticleView);
      setProblem(null);
      return setSaid(words.sections.orderStale);
    }
    desk.adopt(outcome.data);
    const position = outcome.data.sections.findIndex(({ id }) => id === section.id) + 1;
    setSaid(fill(words.sections.moved, { position }));
    const [one, other] = [by === 1 ? 'down' : 'up', by === 1 ? 'up' : 'down'].map((part) => document.getElementById(`s-${section.id}-${part}`) as HTMLButtonElement | null);
    (one?.disabled ? other : one)?.focus();
  };

  const remove = async (section: SectionView) => {
    setBusy(true);
    setProblem(null);
    setSaid('');
    const outcome = await desk.queue(() => {
      const version = desk.latest().sections.find(({ id }) => id === section.id)?.version ?? section.version;
      return send<ArticleView>('DELETE', `${path}/${section.id}`, { version });
    });
    // The question goes first, since it gives the keyboard back to a button that will be gone.
    flushSync(() => {
      setBusy(false);
      setAsked(null);
      setProblem(outcome.ok ? null : outcome.problem);
      if (outcome.ok) onDeleted((now) => [{ id: section.id, heading: section.heading, deletedAt: new Date().toISOString() }, ...now]);
    });
    if (outcome.ok) {
      desk.forget(section.id);
      desk.adopt(outcome.data);
      document.getElementById('deleted-title')?.focus();
    } else if (outcome.problem.reason === 'stale_version') {
      setProblem({ ...outcome.problem, detail: words.sections.deleteChanged });
      await desk.reload();
    }
  };

  const all = [...sections, ...desk.orphans];
  return (
    <section id="sections" aria-labelledby="sections-title">
      <h2 id="sections-title" className="label">{common.fields.sections}</h2>
      {all.length === 0 ? <p className="hint">{words.sections.empty}</p> : null}
      {all.map((section, index) => (
        <SectionEditor
          key={section.id}
          section={section}
          position={index + 1}
          last={index >= sections.length - 1}
          gone={index >= sections.length}
          moving={moving?.id === section.id ? moving.by : null}
          onMove={(by) => void move(section, by)}
          onDelete={() => setAsked(section)}
        />
      ))}
      <p className="hidden" role="status">{said}</p>
      {said === words.sections.orderStale ? <Notice>{said}</Notice> : null}
      {problem ? <ProblemNotice problem={problem} /> : null}
      <MovedSection />
      <AddSection />
      <DeletedSections deleted={deleted} onRestored={(id) => onDeleted((now) => now.filter((one) => one.id !== id))} />
      {asked ? (
        <Dialog
          title={fill(words.sections.deleteTitle, { name: asked.heading || words.sections.unnamed })}
          confirm={words.sections.deleteConfirm}
          cancel={words.dialog.cancel}
          busy={busy && words.sections.deleting}
          onConfirm={() => void remove(asked)}
          onClose={() => setAsked(null)}
        >
          <p>{words.sections.deleteText}</p>
        </Dialog>
      ) : null}
    </section>
  );
}
