'use client';

import { memo, useEffect, useRef, type KeyboardEvent } from 'react';
import { kindClass } from '@/components/content/section-name';
import { fill } from '@/lib/i18n/fill';
import type { Row } from '@/lib/importing/plan/rows';
import type { OutlineSection } from '@/lib/text/outline/types';
import { balanced } from '@/lib/platform/direction';
import { useImportWords, type ImportWords } from './ImportWordsProvider';
import { UNSURE, type Planned } from './planned-document';

interface OutlineTreeProps {
  text: string;
  planned: Planned;
  active: number;
  onShow: (index: number) => void;
  onKey: (event: KeyboardEvent) => void;
}

/** Level of a row in the tree, from 1: cases, sections, their text. */
function levelOf(row: Row, depth: number, collected: boolean): number {
  const base = collected ? 1 : 0;
  if (row.opens || row.role === 'title' || row.role === 'stripped' || row.role === 'intro') return 1;
  return row.role === 'heading' ? base + depth : base + depth + 1;
}

/** The outline as a tree of rows; one of them is in the way of the Tab key, the arrows walk. */
export function OutlineTree({ text, planned, active, onShow, onKey }: OutlineTreeProps) {
  const { importing } = useImportWords();
  const tree = useRef<HTMLDivElement>(null);
  const { placed, sections } = planned;
  const collected = planned.outline.cases.length > 1;
  const own = placed[active]?.row.from;

  // A row that was split or joined has gone from under the keyboard, which is then nowhere.
  const hadFocus = useRef(false);
  useEffect(() => {
    if (hadFocus.current && window.document.activeElement === window.document.body) tree.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [placed, own]);

  return (
    <div
      ref={tree}
      role="tree"
      className="tree"
      aria-label={fill(importing.tree, { count: placed.length })}
      onKeyDown={onKey}
      onFocus={() => (hadFocus.current = true)}
      onBlur={({ relatedTarget }) => (hadFocus.current = relatedTarget === null)}
    >
      {placed.map(({ row, depth }, index) => (
        <Item key={row.from} text={text} row={row} level={levelOf(row, depth, collected)} section={row.heading && sections.get(row.heading.words.from)} isActive={index === active} index={index} onShow={onShow} />
      ))}
    </div>
  );
}

interface ItemProps {
  text: string;
  row: Row;
  level: number;
  section: OutlineSection | undefined;
  isActive: boolean;
  index: number;
  onShow: (index: number) => void;
}

const LONGEST = 80;

/** Rows do not change but by an edit, so most of a long document is not rendered again. */
const Item = memo(
  function Item({ text, row, level, section, isActive, index, onShow }: ItemProps) {
    const words = useImportWords();
    const { importing, common } = words;
    const role = row.opens ? 'case' : row.role;
    const said = row.heading ? text.slice(row.core.from, row.core.to) : text.slice(row.from, Math.min(row.to, row.from + LONGEST));
    const doubts = section ? doubtsOf(section, words) : [];
    const top = section?.level === 1;
    return (
      <div
        role="treeitem"
        aria-level={level}
        aria-selected={isActive}
        tabIndex={isActive ? 0 : -1}
        data-row={row.from}
        className={`row ${role}${doubts.length > 0 ? ' doubtful' : ''}${section ? ` ${kindClass(section.kind)}` : ''}`}
        style={{ '--level': level } as React.CSSProperties}
        onClick={() => onShow(index)}
        onFocus={() => onShow(index)}
      >
        <span className="what">{top ? common.kinds[section.kind] : role === 'heading' || role === 'text' || (role === 'title' && row.continues) ? <span className="hidden">{importing.roles[role]}</span> : importing.roles[role]}</span>
        <bdi className="words">{balanced(said)}</bdi>
        {doubts.map((doubt) => <span key={doubt} className="doubt">{doubt}</span>)}
      </div>
    );
  },
  (a, b) => a.row === b.row && a.level === b.level && a.isActive === b.isActive && a.index === b.index && a.text === b.text && sameSection(a.section, b.section),
);

function sameSection(a: OutlineSection | undefined, b: OutlineSection | undefined): boolean {
  return a?.kind === b?.kind && a?.confidence === b?.confidence && a?.kindConfidence === b?.kindConfidence && a?.level === b?.level;
}

function doubtsOf({ level, confidence, kindConfidence }: OutlineSection, { importing }: ImportWords): string[] {
  return [...(confidence < UNSURE ? [importing.doubtHeading] : []), ...(level === 1 && kindConfidence < UNSURE ? [importing.doubtKind] : [])];
}
