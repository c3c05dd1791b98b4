'use client';

import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState, type MouseEvent } from 'react';
import { Button } from '@/components/ui/Button';
import { Notice } from '@/components/ui/Notice';
import { Select, type Option } from '@/components/ui/Select';
import { fill } from '@/lib/i18n/fill';
import { sectionEnd } from '@/lib/importing/plan/placed';
import { RowShapes } from '@/lib/importing/plan/row-shapes';
import { CaseChoice } from './CaseChoice';
import { findingsOf } from './check-findings';
import { documentProblemText } from './document-problem';
import { useImportWords } from './ImportWordsProvider';
import { LossList } from './LossList';
import { PictureRows } from './document-media';
import { outlineItems, type OutlineItem } from './outline-items';
import { OutlineTree } from './OutlineTree';
import { plannedDocument, type Work } from './planned-document';
import { RowTools } from './RowTools';
import { SourceText } from './SourceText';
import { TextChecks } from './TextChecks';
import { workOf, type Document, type Documents } from './use-documents';
import { useRowCommands } from './use-row-commands';
import { useRowSelection, type Choosing } from './use-row-selection';

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
  const [pane, setPane] = useState<'source' | 'outline'>('outline');
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [picking, setPicking] = useState(false);
  const bench = useRef<HTMLDivElement>(null);
  const decide = useCallback((next: Work) => documents.decide(document.id, next), [documents, document.id]);
  const items = useMemo(() => outlineItems(planned.rows, reading.tables, open), [planned.rows, reading.tables, open]);
  const selection = useRowSelection(planned.rows, items);
  const fold = useCallback((item: OutlineItem, unfold = !item.open) => setOpen((now) => (unfold ? new Set([...now, item.from]) : new Set([...now].filter((from) => from !== item.from)))), []);
  const shapes = useMemo(() => new RowShapes(reading.text, reading.marks), [reading.text, reading.marks]);
  const commands = useRowCommands({ document, documents, planned, text: reading.text, shapes, items, selection, fold });
  const findings = useMemo(() => findingsOf(reading, planned.outline, work.plan.repairs), [reading, planned.outline, work.plan.repairs]);
  const pictures = useMemo(() => new PictureRows(reading.images, document.beside ?? []), [reading.images, document.beside]);
  const shown = useDeferredValue(useMemo(() => ({ planned, items, isChosen: selection.isChosen }), [planned, items, selection.isChosen]));
  const wanted = planned.cases.filter(({ at }) => !work.without.includes(at)).length;

  const item = items[selection.active];
  const first = item?.first ?? 0;
  const alike = useMemo(() => shapes.alike(planned.rows, first).length, [shapes, planned.rows, first]);
  const isSection = selection.chosen.length === 1 && planned.rows[first]?.role === 'heading';
  const within = { first: first + 1, end: isSection ? sectionEnd(planned.placed, first) : first };
  const choose = useStable((index: number, how: Choosing) => {
    selection.choose(index, picking ? { extend: true } : how);
    setPicking(false);
  });
  const place = item && (item.kind === 'fold' ? `fold ${item.from}` : String(item.from));
  const before = useRef(place);
  useEffect(() => {
    // What nobody has chosen yet is no reason to move the page.
    if (place !== undefined && before.current !== place) reveal(bench.current, place);
    before.current = place;
  }, [place, shown, pane]);
  const showAt = (offset: number) => {
    const index = planned.rows.findLastIndex(({ from }) => from <= offset);
    setPane('source');
    selection.chooseRow(Math.max(0, index));
    bench.current?.scrollIntoView({ block: 'nearest' });
  };

  return (
    <div className="review">
      <div className="head review-head">
        <h2>{document.name}</h2>
        <div className="actions">
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
      <div className="bench" ref={bench}>
        <RowTools planned={planned} chosen={selection.chosen} alike={alike} run={commands.run} picking={picking} canUndo={document.history.length > 0} canRedo={document.undone.length > 0} onPicking={setPicking} />
        <div className="panes" data-pane={pane} onMouseOver={link}>
          <section className="pane source" aria-labelledby="source-title">
            <h3 id="source-title" className="label">{importing.source}</h3>
            <SourceText text={reading.text} {...shown} findings={findings} repairs={work.plan.repairs} pictures={pictures} within={within} onFold={fold} onChoose={choose} />
          </section>
          <section className="pane outline" aria-labelledby="outline-title">
            <h3 id="outline-title" className="label">{importing.outline}</h3>
            <OutlineTree text={reading.text} planned={planned} items={items} selection={selection} pictures={pictures} onFold={fold} onChoose={choose} onKey={commands.key} />
          </section>
        </div>
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

/** A function that stays the same one and does what the last one given does: rows are not rendered again for it. */
function useStable<A extends unknown[]>(does: (...args: A) => void): (...args: A) => void {
  const last = useRef(does);
  useEffect(() => {
    last.current = does;
  });
  return useCallback((...args: A) => last.current(...args), []);
}

/**
 * Brings a row into view in both panes, and the panes with their tools into the window: they are no higher than it is, so nothing
 * ever lies over what was chosen.
 */
function reveal(bench: HTMLElement | null, place: string, again = true): void {
  bench?.scrollIntoView({ block: 'nearest' });
  for (const row of bench?.querySelectorAll(`[data-row="${place}"]`) ?? []) {
    const pane = row.parentElement!;
    const [outer, inner] = [pane.getBoundingClientRect(), row.getBoundingClientRect()];
    if (inner.top < outer.top) pane.scrollTop -= outer.top - inner.top + 8;
    else if (inner.bottom > outer.bottom) pane.scrollTop += inner.bottom - outer.bottom + 8;
  }
  // Rows out of view have a height that is guessed; when they come into view it is known.
  if (again) requestAnimationFrame(() => reveal(bench, place, false));
}

/** Marks in both panes the row that the mouse is over. Past React: thousands of rows would be compared for each move. */
function link({ currentTarget, target }: MouseEvent<HTMLElement>): void {
  for (const row of currentTarget.querySelectorAll('.linked')) row.classList.remove('linked');
  const from = target instanceof Element ? target.closest<HTMLElement>('[data-row]')?.dataset.row : undefined;
  if (from !== undefined) for (const row of currentTarget.querySelectorAll(`[data-row="${from}"]`)) row.classList.add('linked');
}
