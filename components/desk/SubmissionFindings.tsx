'use client';

import { useWords } from '@/components/shell/WordsProvider';
import { Notice } from '@/components/ui/Notice';
import { fill } from '@/lib/i18n/fill';
import { useDesk } from './DeskProvider';
import { stillHolds, type Located } from './locate-findings';

interface SubmissionFindingsProps {
  title: string;
  findings: Located[];
  tone: 'plain' | 'bad';
}

/** What an article lacks, each line a link to the field where it is to be mended; mended ones go. */
export function SubmissionFindings({ title, findings, tone }: SubmissionFindingsProps) {
  const { desk: words } = useWords();
  const { article } = useDesk();
  const editable = article.allowed.includes('article.edit');
  const open = findings.filter((finding) => stillHolds(finding, article));
  if (open.length === 0) return null;
  return (
    <Notice tone={tone} title={title} live>
      <ul>
        {open.map(({ path, code, message, target, section }) => {
          const position = article.sections.findIndex(({ id }) => id === section) + 1;
          const text = position > 0 ? fill(words.sections.finding, { position, message }) : message;
          return (
            <li key={path + code}>
              {editable ? (
                <a href={`#${target}`} onClick={() => document.getElementById(target)?.focus()}>{text}</a>
              ) : (
                text
              )}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
