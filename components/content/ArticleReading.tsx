import type { ReactNode } from 'react';
import { firstNotes } from '@/lib/content/footnotes';
import { textLanguage } from '@/lib/i18n/text-language';
import { DESK_MEDIA } from '@/lib/content/picture-files';
import { SectionView, type SectionViewProps, type ShownSection } from './SectionView';

interface ArticleReadingProps extends Pick<SectionViewProps, 'words' | 'locale'> {
  lead: string;
  facts: ReactNode;
  sections: readonly ShownSection[];
  /** What is said where there is no lead; without it nothing is. */
  noLead?: string;
  noText: string;
}

/** An article that readers do not see, or not so, as they will see it: the working copy on the desk, a revision in review. */
export function ArticleReading({ lead, facts, sections, noLead, noText, words, locale }: ArticleReadingProps) {
  const notes = firstNotes(sections.map(({ body }) => body));
  return (
    <article className="reading">
      {lead ? <p className="lead" lang={textLanguage(lead, words.language)}>{lead}</p> : null}
      {!lead && noLead ? <p className="hint">{noLead}</p> : null}
      {facts}
      <div className="sections">
        {sections.map((section, index) => (
          <SectionView key={section.id} section={section} words={words} firstNote={notes[index]} media={DESK_MEDIA} locale={locale} empty={noText} />
        ))}
      </div>
    </article>
  );
}
