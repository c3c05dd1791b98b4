'use client';

import { Notice } from '@/components/ui/Notice';
import { fill } from '@/lib/i18n/fill';
import type { Finding } from './api';
import { useDesk } from './DeskProvider';
import { useWords } from './WordsProvider';

interface FindingsProps {
  title: string;
  findings: Finding[];
  tone: 'plain' | 'bad';
}

/** What an article lacks, each line a link to the field where it is to be mended. Paths point into the article. */
export function Findings({ title, findings, tone }: FindingsProps) {
  const { desk: words } = useWords();
  const { article } = useDesk();
  const placed = findings.map((finding) => {
    const [, field, index] = finding.path.split('/');
    const section = field === 'sections' && index !== undefined ? article.sections[Number(index)] : undefined;
    if (section) return { ...finding, target: `s-${section.id}-text`, place: fill(words.sections.name, { position: Number(index) + 1 }) };
    return { ...finding, target: field === 'sections' ? 'add-section' : `field-${field}`, place: '' };
  });
  const editable = article.allowed.includes('article.edit');
  return (
    <Notice tone={tone} title={title} live>
      <ul>
        {placed.map(({ path, code, message, target, place }) => (
          <li key={path + code}>
            {editable ? (
              <a href={`#${target}`} onClick={() => document.getElementById(target)?.focus()}>
                {place ? `${place}：` : ''}
                {message}
              </a>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
