'use client';

import { memo, useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { kindClass } from '@/components/content/section-name';
import { fill } from '@/lib/i18n/fill';
import type { Row } from '@/lib/importing/plan/rows';
import type { OutlineSection } from '@/lib/text/outline/types';
import { balanced } from '@/lib/platform/direction';
import { foldWords, withoutPictures, type PictureRows } from './document-media';
import { useImportWords, type ImportWords } from './ImportWordsProvider';
import type { OutlineItem } from './outline-items';
import { UNSURE, type Planned } from './planned-document';
import { ShownPicture, TableOfDocument } from './shown-media';
import type { Choosing, RowSelection } from './use-row-selection';

interface OutlineTreeProps {
  text: string;
  planned: Planned;
  items: readonly OutlineItem[];
  selection: RowSelection;
  pictures: PictureRows;
  /** Opens a fold or closes it. */
  onFold: (item: OutlineItem) => void;
  onChoose: (item: number, how: Choosing) => void;
  onKey: (event: KeyboardEvent) => void;
}

/** Level of a row in the tree, from 1: cases, sections, their text. */
function levelOf(row: Row, depth: number, collected: boolean): number {
  const base = collected ? 1 : 0;
  if (row.opens || row.role === 'title' || row.role === 'stripped' || row.role === 'intro') return 1;
  return row.role === 'heading' ? base + depth : base + depth + 1;
}

/** How a click goes on from what was chosen before. */
export function howOf({ shiftKey, ctrlKey, metaKey }: MouseEvent): Choosing {
  return { extend: shiftKey, toggle: ctrlKey || metaKey };
}

/** The outline as a tree of items; one of them is in the way of the Tab key, the arrows walk, and with Shift they choose. */
export function OutlineTree({ text, planned, items, selection, pictures, onFold, onChoose, onKey }: OutlineTreeProps) {
  const { importing } = useImportWords();
  const tree = useRef<HTMLDivElement>(null);
  const { rows, placed, sections } = planned;
  const { active, isChosen } = selection;
  const collected = planned.outline.cases.length > 1;
  const own = items[active]?.from;

  // A row that was split, joined or folded has gone from under the keyboard, which is then nowhere.
  const hadFocus = useRef(false);
  useEffect(() => {
    if (hadFocus.current && window.document.activeElement === window.document.body) tree.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [items, own]);

  return (
    <div
      ref={tree}
      role="tree"
      aria-multiselectable="true"
      className="tree"
      aria-label={fill(importing.tree, { count: rows.length })}
      onKeyDown={onKey}
      onFocus={() => (hadFocus.current = true)}
      onBlur={({ relatedTarget }) => (hadFocus.current = relatedTarget === null)}
    >
      {items.map((item, index) => {
        const { row, depth } = placed[item.first]!;
        let chosen = false;
        for (let at = item.first; at < item.end && !chosen; at++) chosen = isChosen.has(at);
        const given = { item, index, text, isActive: index === active, isChosen: chosen, onChoose };
        if (item.kind === 'fold') return <Fold key={`fold ${item.from}`} {...given} words={foldWords(text, rows, item)} onFold={onFold} />;
        return <Item key={item.from} {...given} row={row} level={item.within ? 2 : levelOf(row, depth, collected)} section={row.heading && sections.get(row.heading.words.from)} pictures={pictures} />;
      })}
    </div>
  );
}

interface Given {
  item: OutlineItem;
  index: number;
  text: string;
  isActive: boolean;
  isChosen: boolean;
  onChoose: (item: number, how: Choosing) => void;
}

/** Rows that are stripped, as one line. */
function Fold({ item, index, isActive, isChosen, words, onChoose, onFold }: Given & { words: string; onFold: (item: OutlineItem) => void }) {
  const { importing } = useImportWords();
  return (
    <div role="treeitem" aria-level={1} aria-expanded={item.open === true} aria-selected={isChosen} tabIndex={isActive ? 0 : -1} data-item={index} data-row={`fold ${item.from}`} className="row fold" style={{ '--level': 1 } as React.CSSProperties} onClick={(event) => onChoose(index, howOf(event))} onDoubleClick={() => onFold(item)}>
      {/* The keys → and ← do the same. */}
      <span className="turn" aria-hidden="true" title={item.open ? importing.foldClose : importing.foldOpen} onClick={(event) => { event.stopPropagation(); onFold(item); }} />
      <span className="what">{fill(importing.fold, { count: item.end - item.first })}</span>
      <bdi className="words">{balanced(words)}</bdi>
    </div>
  );
}

interface ItemProps extends Given {
  row: Row;
  level: number;
  section: OutlineSection | undefined;
  pictures: PictureRows;
}

const LONGEST = 80;
/** Rows of a table that the outline shows; the text shows all. */
const MOST_ROWS = 4;

/** Rows do not change but by an edit, so most of a long document is not rendered again. */
const Item = memo(
  function Item({ text, item, row, level, section, isActive, isChosen, index, pictures, onChoose }: ItemProps) {
    const words = useImportWords();
    const { importing, common } = words;
    const images = pictures.of(row);
    const role = row.opens ? 'case' : row.role;
    const said = withoutPictures(row.heading ? text.slice(row.core.from, row.core.to) : text.slice(row.from, Math.min(row.to, row.from + LONGEST)), row, images);
    const doubts = section ? doubtsOf(section, words) : [];
    const top = section?.level === 1;
    return (
      <div
        role="treeitem"
        aria-level={level}
        aria-selected={isChosen}
        tabIndex={isActive ? 0 : -1}
        data-item={index}
        data-row={row.from}
        className={`row ${role}${doubts.length > 0 ? ' doubtful' : ''}${section ? ` ${kindClass(section.kind)}` : ''}`}
        style={{ '--level': level } as React.CSSProperties}
        onClick={(event) => onChoose(index, howOf(event))}
      >
        <span className="what">{item.table ? importing.table : top ? common.kinds[section.kind] : role === 'heading' || role === 'text' || (role === 'title' && row.continues) ? <span className="hidden">{importing.roles[role]}</span> : importing.roles[role]}</span>
        {item.table ? <TableOfDocument text={text} table={item.table} most={MOST_ROWS} words={({ from, to }) => text.slice(from, to)} pictures={pictures} /> : said ? <bdi className="words">{balanced(said)}</bdi> : null}
        {item.table ? null : images.map((image) => <ShownPicture key={image.from} image={image} file={pictures.fileOf(image)} />)}
        {doubts.map((doubt) => <span key={doubt} className="doubt">{doubt}</span>)}
      </div>
    );
  },
  (a, b) => a.row === b.row && a.level === b.level && a.isActive === b.isActive && a.isChosen === b.isChosen && a.index === b.index && a.text === b.text && a.onChoose === b.onChoose && a.pictures === b.pictures && a.item.table === b.item.table && a.item.end - a.item.first === b.item.end - b.item.first && sameSection(a.section, b.section),
);

function sameSection(a: OutlineSection | undefined, b: OutlineSection | undefined): boolean {
  return a?.kind === b?.kind && a?.confidence === b?.confidence && a?.kindConfidence === b?.kindConfidence && a?.level === b?.level;
}

function doubtsOf({ level, confidence, kindConfidence }: OutlineSection, { importing }: ImportWords): string[] {
  return [...(confidence < UNSURE ? [importing.doubtHeading] : []), ...(level === 1 && kindConfidence < UNSURE ? [importing.doubtKind] : [])];
}
