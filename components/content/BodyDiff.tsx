import type { ReactNode } from 'react';
import type { NodeDiff } from '@/lib/content/compare/diff';
import { fill } from '@/lib/i18n/fill';
import { DiffRuns, type DiffWords } from './DiffRuns';

interface BodyDiffProps {
  /** As `diffBodies` tells them. */
  diffs: readonly NodeDiff[];
  words: DiffWords;
}

/** Unchanged blocks beside each other are folded from this number on. */
const FOLDED = 2;

const isQuiet = ({ change, moved }: NodeDiff) => change === 'same' && moved === null;

/** Neighbours that are alike in being quiet. */
function stretches(diffs: readonly NodeDiff[]): NodeDiff[][] {
  const result: NodeDiff[][] = [];
  for (const diff of diffs) {
    const last = result.at(-1);
    if (last && isQuiet(last[0]!) === isQuiet(diff)) last.push(diff);
    else result.push([diff]);
  }
  return result;
}

/**
 * The differences of two bodies: what did not change is folded away, what did stands in its place. Runs on the server and in the
 * browser, in the history, in review and where two have written the same block.
 */
export function BodyDiff({ diffs, words }: BodyDiffProps) {
  return (
    <div className="diff">
      {diffs.length === 0 ? <p className="diff-said">{words.same}</p> : null}
      {stretches(diffs).map((stretch, index) => {
        const nodes = stretch.map((diff) => <NodeView key={diff.key} diff={diff} words={words} />);
        if (!isQuiet(stretch[0]!) || stretch.length < FOLDED) return nodes;
        return (
          <details key={index}>
            <summary>{fill(words.unchanged, { count: stretch.length })}</summary>
            {nodes}
          </details>
        );
      })}
    </div>
  );
}

interface NodeProps {
  diff: NodeDiff;
  words: DiffWords;
}

/** A block with what is said of it: that it came, went, moved, or changed in something else than its words. */
function NodeView({ diff, words }: NodeProps) {
  const { change, moved, restyled, runs = [] } = diff;
  const isSaid = change === 'added' || change === 'removed';
  const wordsStayed = runs.every((run) => run.change === 'same') && !diff.parts;
  return (
    <div className={`diff-node${isSaid ? ` diff-${change}` : ''}${moved ? ' diff-moved' : ''}`}>
      {isSaid ? <p className="diff-said">{words[change]}</p> : null}
      {moved ? <p className="diff-said">{words[moved]}</p> : null}
      {restyled ? <p className="diff-said">{wordsStayed ? words.restyled : words.form}</p> : null}
      <Content diff={diff} words={words} />
    </div>
  );
}

/** What stands in a block, which says so itself where it moved or is of another form. */
function Parts({ diff, words }: NodeProps): ReactNode {
  return (diff.parts ?? []).map((part) => <Inner key={part.key} diff={part} words={words} />);
}

function Inner({ diff, words }: NodeProps) {
  return (
    <>
      {diff.moved ? <p className="diff-said">{words[diff.moved]}</p> : null}
      {diff.restyled ? <p className="diff-said">{words.form}</p> : null}
      <Content diff={diff} words={words} />
    </>
  );
}

function Content({ diff, words }: NodeProps) {
  const { node, runs = [], parts = [] } = diff;
  switch (node.type) {
    case 'bulletList':
    case 'orderedList': {
      const List = node.type === 'bulletList' ? 'ul' : 'ol';
      return <List>{parts.map((item) => <li key={item.key}>{item.moved ? <p className="diff-said">{words[item.moved]}</p> : null}<Parts diff={item} words={words} /></li>)}</List>;
    }
    case 'blockquote':
      return <blockquote><Parts diff={diff} words={words} /></blockquote>;
    case 'table':
      return (
        <div className="diff-scroll" tabIndex={0} role="group" aria-label={words.table}>
          <table>
            {runs.length > 0 || node.attrs.caption ? <caption>{runs.length > 0 ? <DiffRuns runs={runs} words={words} /> : node.attrs.caption}</caption> : null}
            <tbody>{parts.map((row) => <tr key={row.key}>{(row.parts ?? []).map((cell) => <Cell key={cell.key} diff={cell} words={words} />)}</tr>)}</tbody>
          </table>
        </div>
      );
    case 'image':
      return <p><span className="diff-label">〔{words.picture}〕</span><DiffRuns runs={runs} words={words} /></p>;
    case 'heading':
      return <p className="diff-heading"><DiffRuns runs={runs} words={words} /></p>;
    default:
      return parts.length > 0 ? <Parts diff={diff} words={words} /> : <p><DiffRuns runs={runs} words={words} /></p>;
  }
}

function Cell({ diff, words }: NodeProps) {
  const { node } = diff;
  const spans = node.type === 'tableCell' || node.type === 'tableHeader' ? node.attrs : undefined;
  const Tag = node.type === 'tableHeader' ? 'th' : 'td';
  return <Tag colSpan={spans?.colspan} rowSpan={spans?.rowspan}><Parts diff={diff} words={words} /></Tag>;
}
