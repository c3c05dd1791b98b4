import { Hidden } from '@/components/ui/Hidden';
import type { Run } from '@/lib/content/compare/words';
import type { Words } from '@/lib/i18n/words';

export type DiffWords = Words['common']['diff'];

interface DiffRunsProps {
  runs: readonly Run[];
  words: DiffWords;
}

/** A line of text with what is gone and what came; said aloud too, since few screen readers tell `del` and `ins`. */
export function DiffRuns({ runs, words }: DiffRunsProps) {
  return runs.map(({ change, text, note }, index) => {
    const shown = note ? <span className="diff-note">〔{words.note}：{text}〕</span> : text;
    if (change === 'same') return <span key={index}>{shown}</span>;
    const Tag = change === 'added' ? 'ins' : 'del';
    return (
      <Tag key={index}>
        <Hidden>{words[change]} </Hidden>
        {shown}
      </Tag>
    );
  });
}
