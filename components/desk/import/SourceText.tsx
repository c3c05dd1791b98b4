'use client';

import { memo, type ReactNode } from 'react';
import { fill } from '@/lib/i18n/fill';
import type { TextFinding } from '@/lib/text/checks/rule';
import type { Span } from '@/lib/text/outline/source';
import type { Repair } from '@/lib/importing/plan/plan';
import type { Row } from '@/lib/importing/plan/rows';
import { foldWords, type PictureRows } from './document-media';
import { useImportWords } from './ImportWordsProvider';
import type { OutlineItem } from './outline-items';
import { howOf } from './OutlineTree';
import type { Planned } from './planned-document';
import { ShownPicture, TableOfDocument } from './shown-media';
import type { Choosing } from './use-row-selection';

interface SourceTextProps {
  text: string;
  planned: Planned;
  items: readonly OutlineItem[];
  findings: readonly TextFinding[];
  repairs: readonly Repair[];
  pictures: PictureRows;
  isChosen: ReadonlySet<number>;
  /** The rows of the section that is active, behind its heading: the first, and the one behind the last. */
  within: { first: number; end: number };
  onFold: (item: OutlineItem) => void;
  onChoose: (item: number, how: Choosing) => void;
}

/** Something to be marked in a line. */
type Mark = { from: number; to: number; rule?: TextFinding['rule']; repair?: string };

const NONE: readonly Mark[] = [];

/** The text as it came in, line by line, with what the checks say marked in it. */
export function SourceText({ text, planned, items, findings, repairs, pictures, isChosen, within, onFold, onChoose }: SourceTextProps) {
  const { importing } = useImportWords();
  const marks: Mark[] = [...findings.map(({ from, to, rule }) => ({ from, to, rule })), ...repairs.map(({ from, to, text: repair }) => ({ from, to, repair }))].sort((a, b) => a.from - b.from);
  let next = 0;
  return (
    // It scrolls, so the keyboard must come to it.
    <ol role="list" className="source-lines" tabIndex={0} aria-labelledby="source-title">
      {items.map((item, index) => {
        const row = planned.rows[item.first];
        const last = planned.rows[item.end - 1];
        if (!row || !last) return null;
        if (item.kind === 'fold') {
          return (
            <li key={`fold ${item.from}`} data-row={`fold ${item.from}`} className={`line fold${isChosen.has(item.first) ? ' active' : ''}`} onClick={(event) => onChoose(index, howOf(event))}>
              <button type="button" className="turn" aria-expanded={item.open === true} aria-label={item.open ? importing.foldClose : importing.foldOpen} onClick={(event) => { event.stopPropagation(); onFold(item); }} />
              {fill(importing.fold, { count: item.end - item.first })}：{foldWords(text, planned.rows, item)}
            </li>
          );
        }
        while (next < marks.length && marks[next]!.to <= row.from) next++;
        const own: Mark[] = [];
        for (let at = next; at < marks.length && marks[at]!.from < last.to; at++) own.push(marks[at]!);
        return <Line key={item.from} text={text} item={item} row={row} marks={own.length > 0 ? own : NONE} isChosen={isChosen.has(item.first)} isWithin={item.first >= within.first && item.first < within.end} index={index} pictures={pictures} onChoose={onChoose} />;
      })}
    </ol>
  );
}

interface LineProps {
  text: string;
  item: OutlineItem;
  row: Row;
  marks: readonly Mark[];
  isChosen: boolean;
  isWithin: boolean;
  index: number;
  pictures: PictureRows;
  onChoose: (item: number, how: Choosing) => void;
}

const Line = memo(
  function Line({ text, item, row, marks, isChosen, isWithin, index, pictures, onChoose }: LineProps) {
    const { checks } = useImportWords();
    const images = pictures.of(row);
    const said = (span: Span) => pieces(text, span, marks, (rule) => checks.rules[rule]);
    const isPicture = images.length === 1 && images[0]!.from <= row.from && images[0]!.to >= row.to;
    return (
      // The outline is where the keyboard walks; a click here is a short cut to the same row.
      <li data-row={row.from} className={`line ${row.role}${isChosen ? ' active' : ''}${isWithin ? ' within' : ''}${row.continues ? ' goes-on' : ''}`} onClick={(event) => onChoose(index, howOf(event))}>
        {item.table ? <TableOfDocument text={text} table={item.table} words={said} pictures={pictures} /> : isPicture ? null : said(row)}
        {item.table ? null : images.map((image) => <ShownPicture key={image.from} image={image} file={pictures.fileOf(image)} />)}
      </li>
    );
  },
  (a, b) => a.row === b.row && a.isChosen === b.isChosen && a.isWithin === b.isWithin && a.index === b.index && a.text === b.text && a.item.table === b.item.table && a.pictures === b.pictures && a.onChoose === b.onChoose && sameMarks(a.marks, b.marks),
);

function sameMarks(a: readonly Mark[], b: readonly Mark[]): boolean {
  return a.length === b.length && a.every((mark, at) => mark.from === b[at]!.from && mark.to === b[at]!.to && mark.repair === b[at]!.repair);
}

function pieces(text: string, { from, to }: Span, marks: readonly Mark[], name: (rule: TextFinding['rule']) => string): ReactNode[] {
  const out: ReactNode[] = [];
  let at = from;
  for (const mark of marks) {
    const start = Math.max(at, mark.from);
    const end = Math.min(to, mark.to);
    if (end <= start) continue;
    if (start > at) out.push(text.slice(at, start));
    const words = text.slice(start, end);
    if (mark.repair === undefined) out.push(<mark key={start} title={mark.rule && name(mark.rule)}>{words}</mark>);
    else out.push(<del key={start}>{words}</del>, <ins key={`${start}+`}>{mark.repair}</ins>);
    at = end;
  }
  if (at < to) out.push(text.slice(at, to));
  return out;
}
