'use client';

import { memo, type ReactNode } from 'react';
import type { Finding } from '@/lib/text/checks/rule';
import type { Repair } from '@/lib/importing/plan/plan';
import type { Row } from '@/lib/importing/plan/rows';
import { useImportWords } from './ImportWordsProvider';
import type { Planned } from './planned-document';

interface SourceTextProps {
  text: string;
  planned: Planned;
  findings: readonly Finding[];
  repairs: readonly Repair[];
  active: number;
  /** Behind the last row of the section that is active. */
  end: number;
  onShow: (index: number) => void;
}

/** Something to be marked in a line. */
type Mark = { from: number; to: number; rule?: Finding['rule']; repair?: string };

const NONE: readonly Mark[] = [];

/** The text as it came in, line by line, with what the checks say marked in it. */
export function SourceText({ text, planned, findings, repairs, active, end, onShow }: SourceTextProps) {
  const marks: Mark[] = [...findings.map(({ from, to, rule }) => ({ from, to, rule })), ...repairs.map(({ from, to, text: repair }) => ({ from, to, repair }))].sort((a, b) => a.from - b.from);
  let next = 0;
  return (
    // It scrolls, so the keyboard must come to it.
    <ol role="list" className="source-lines" tabIndex={0} aria-labelledby="source-title">
      {planned.rows.map((row, index) => {
        while (next < marks.length && marks[next]!.to <= row.from) next++;
        const own: Mark[] = [];
        for (let at = next; at < marks.length && marks[at]!.from < row.to; at++) own.push(marks[at]!);
        return <Line key={row.from} text={text} row={row} marks={own.length > 0 ? own : NONE} isActive={index === active} isWithin={index > active && index < end} index={index} onShow={onShow} />;
      })}
    </ol>
  );
}

interface LineProps {
  text: string;
  row: Row;
  marks: readonly Mark[];
  isActive: boolean;
  isWithin: boolean;
  index: number;
  onShow: (index: number) => void;
}

const Line = memo(
  function Line({ text, row, marks, isActive, isWithin, index, onShow }: LineProps) {
    const { checks } = useImportWords();
    return (
      // The outline is where the keyboard walks; a click here is a short cut to the same row.
      <li data-row={row.from} className={`line ${row.role}${isActive ? ' active' : ''}${isWithin ? ' within' : ''}${row.continues ? ' goes-on' : ''}`} onClick={() => onShow(index)}>
        {pieces(text, row, marks, (rule) => checks.rules[rule])}
      </li>
    );
  },
  (a, b) => a.row === b.row && a.isActive === b.isActive && a.isWithin === b.isWithin && a.index === b.index && a.text === b.text && sameMarks(a.marks, b.marks),
);

function sameMarks(a: readonly Mark[], b: readonly Mark[]): boolean {
  return a.length === b.length && a.every((mark, at) => mark.from === b[at]!.from && mark.to === b[at]!.to && mark.repair === b[at]!.repair);
}

function pieces(text: string, { from, to }: Row, marks: readonly Mark[], name: (rule: Finding['rule']) => string): ReactNode[] {
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
