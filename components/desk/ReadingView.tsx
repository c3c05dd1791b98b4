'use client';

import { ArticleFacts } from '@/components/content/ArticleFacts';
import { ArticleReading } from '@/components/content/ArticleReading';
import { useWords } from '@/components/shell/WordsProvider';
import { useDesk } from './DeskProvider';

/** The working copy to be read: while it is in review, and for those who may not change it. */
export function ReadingView() {
  const { common, desk: words } = useWords();
  const { lead, sections, category, organisation, region, field, year } = useDesk().article;
  const facts = <ArticleFacts category={category?.name} organisation={organisation} region={region?.name} field={field} year={year} words={common} />;
  return <ArticleReading lead={lead} facts={facts} sections={sections} words={common} noText={words.review.noText} />;
}
