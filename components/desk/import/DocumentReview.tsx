'use client';

import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState, type MouseEvent } from 'react';
import { Button } from '@/components/ui/Button';
import { Notice } from '@/components/ui/Notice';
import { Select, type Option } from '@/components/ui/Select';
import { fill } from '@/lib/i18n/fill';
import { sectionEnd } from '@/lib/importing/plan/edits';
import { CaseChoice } from './CaseChoice';
import { findingsOf } from './check-findings';
import { documentProblemText } from './document-problem';
import { useImportWords } from './ImportWordsProvider';
import { LossList } from './LossList';
import { OutlineTree } from './OutlineTree';
import { plannedDocument, type Work } from './planned-document';
import { RowTools } from './RowTools';
import { SourceText } from './SourceText';
import { TextChecks } from './TextChecks';
import { workOf, type Document, type Documents } from './use-documents';
import { useRowCommands } from './use-row-commands';

interface DocumentReviewProps {
  document: Document;
  documents: Documents;
  categories: Option[];
  category: string;
  onCategory: (slug: string) => void;
  busy: boolean;
  onImport: () => void;
  onLeave: () => void;
}

/** One document, its text on one side and its outline on the other, to be put right before it becomes drafts. */
export function DocumentReview({ document, documents, categories, category, onCategory, busy, onImport, onLeave }: DocumentReviewProps) {
  const words = useImportWords();
  const { importing } = words;
  const reading = document.reading!;
  const work = workOf(document);
  const planned = useMemo(() => plannedDocument(reading, document.base!, work.plan), [reading, document.base, work.plan]);
  const [active, setActive] = useState(0);
  const [pane, setPane] = useState<'source' | 'outline'>('outline');
  const panes = useRef<HTMLDivElement>(null);
  const decide = useCallback((next: Work) => documents.decide(document.id, next), [documents, document.id]);
  const commands = useRowCommands({ document, documents, planned, text: reading.text, active, setActive });
  const findings = useMemo(() => findingsOf(reading, planned.outline, work.plan.repairs), [reading, planned.outline, work.plan.repairs]);
  const deferred = useDeferredValue(planned);
  const wanted = planned.cases.filter(({ at }) => !work.without.includes(at)).length;

  const row = planned.rows[active];
  const end = row?.role === 'heading' ? sectionEnd(planned.placed, active) : active + 1;
  useEffect(() => {
    if (row) reveal(panes.current, row.from);
  }, [row, deferred, pane]);
  const showAt = (offset: number) => {
    const index = planned.rows.findLastIndex(({ from }) => from <= offset);
    setPane('source');
    setActive(Math.max(0, index));
    panes.current?.scrollIntoView({ block: 'nearest' });
  };

  return (
    <div className="review">
      <div className="head review-head">
        <h2>{document.name}</h2>
        <div className="actions">
          <Button look="quiet" disabled={document.history.length === 0} onClick={() => commands.run('undo')}>{importing.undo}</Button>
          <Button look="quiet" disabled={document.undone.length === 0} onClick={() => commands.run('redo')}>{importing.redo}</Button>
          <Button look="quiet" disabled={busy} onClick={onLeave}>{importing.leave}</Button>
        </div>
      </div>
      {document.retryIn ? <Notice live><p>{fill(importing.retryIn, { seconds: document.retryIn })}</p></Notice> : null}
      {document.problem ? <Notice tone="bad" live><p>{documentProblemText(document.problem, words)}</p></Notice> : null}
      <div className="pane-tabs" role="group" aria-label={importing.panes}>
        {(['source', 'outline'] as const).map((name) => (
          <Button key={name} look="quiet" aria-pressed={pane === name} onClick={() => setPane(name)}>{importing[name]}</Button>
        ))}
      </div>
      <div className="panes" data-pane={pane} ref={panes} onMouseOver={link}>
        <section className="pane source" aria-labelledby="source-title">
          <h3 id="source-title" className="label">{importing.source}</h3>
          <SourceText text={reading.text} planned={deferred} findings={findings} repairs={work.plan.repairs} active={active} end={end} onShow={setActive} />
        </section>
        <section className="pane outline" aria-labelledby="outline-title">
          <h3 id="outline-title" className="label">{importing.outline}</h3>
          <RowTools planned={planned} active={active} run={commands.run} />
          <OutlineTree text={reading.text} planned={planned} active={active} onShow={setActive} onKey={commands.key} />
        </section>
      </div>
      <p className="hidden" role="status">{commands.said}</p>
      <details className="format">
        <summary>{importing.help}</summary>
        <dl>{importing.keys.map(([keys, means]) => <div key={keys}><dt><kbd>{keys}</kbd></dt><dd>{means}</dd></div>)}</dl>
      </details>
      <div className="below">
        <TextChecks text={reading.text} findings={findings} more={reading.findings.more} work={work} onWork={decide} onShow={showAt} />
        <div>
          <CaseChoice reading={reading} planned={planned} work={work} onWork={decide} />
          <LossList losses={reading.losses} />
        </div>
      </div>
      <div className="import-foot">
        <Select id="review-category" label={importing.category} value={category} options={[{ value: '', label: importing.noCategory }, ...categories]} onChange={onCategory} disabled={busy} />
        <div className="actions">
          <Button look="primary" disabled={wanted === 0} busy={busy && importing.importing} onClick={onImport}>{fill(importing.importOne, { count: wanted })}</Button>
          <Button look="quiet" disabled={busy} onClick={() => documents.remove(document.id)}>{importing.remove}</Button>
        </div>
      </div>
    </div>
  );
}

/** Brings a row into view in both panes, without moving the page. */
function reveal(panes: HTMLElement | null, from: number, again = true): void {
  for (const row of panes?.querySelectorAll(`[data-row="${from}"]`) ?? []) {
    const pane = row.parentElement!;
    const [outer, inner] = [pane.getBoundingClientRect(), row.getBoundingClientRect()];
    if (inner.top < outer.top) pane.scrollTop -= outer.top - inner.top + 8;
    else if (inner.bottom > outer.bottom) pane.scrollTop += inner.bottom - outer.bottom + 8;
  }
  // Rows out of view have a height that is guessed; when they come into view it is known.
  if (again) requestAnimationFrame(() => reveal(panes, from, false));
}

/** Marks in both panes the row that the mouse is over. Past React: thousands of rows would be compared for each move. */
function link({ currentTarget, target }: MouseEvent<HTMLElement>): void {
  for (const row of currentTarget.querySelectorAll('.linked')) row.classList.remove('linked');
  const from = target instanceof Element ? target.closest<HTMLElement>('[data-row]')?.dataset.row : undefined;
  if (from !== undefined) for (const row of currentTarget.querySelectorAll(`[data-row="${from}"]`)) row.classList.add('linked');
}
