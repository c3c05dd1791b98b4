'use client';

import { kindClass } from '@/components/content/section-name';
import { useWords } from '@/components/shell/WordsProvider';
import { Hidden } from '@/components/ui/Hidden';
import { printedNumber } from '@/lib/content/printed-number';
import { fill } from '@/lib/i18n/fill';
import { balanced } from '@/lib/platform/direction';
import { useDesk } from './DeskProvider';

interface ArticleContentsProps {
  /** The id of the element that shows a section. */
  anchor: (id: string) => string;
  /** Whether the article's own fields are on the page. */
  fields: boolean;
}

/** The parts of the article as links, each with a mark while it has unsaved changes. */
export function ArticleContents({ anchor, fields }: ArticleContentsProps) {
  const { common, desk: words } = useWords();
  const { article, dirty } = useDesk();
  const unsaved = (key: string) =>
    dirty.has(key) ? (
      <span className="dot">
        <Hidden> ({words.saving.dirty})</Hidden>
      </span>
    ) : null;
  return (
    <nav className="contents" aria-label={words.article.outline}>
      <ol role="list">
        {fields ? (
          <li>
            <a href="#fields">{words.article.fields}{unsaved('fields')}</a>
          </li>
        ) : null}
        {article.sections.map(({ id, kind, number, heading }, index) => (
          <li key={id} className={kindClass(kind)}>
            <a href={`#${anchor(id)}`}>
              {printedNumber(number)}
              <bdi>{balanced(heading) || `${fill(words.sections.name, { position: index + 1 })} · ${common.kinds[kind]}`}</bdi>
              {unsaved(id)}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
