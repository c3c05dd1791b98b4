import { kindClass, sectionName } from '@/components/content/section-name';
import { printedNumber } from '@/lib/content/printed-number';
import { words } from '@/lib/i18n/words';
import type { PublishedArticle } from '@/lib/published/article';
import { balanced } from '@/lib/platform/direction';
import { langOf } from './lang-of';

type PublishedSection = PublishedArticle['sections'][number];

/** The sections of a case, and the first level of headings inside them. */
export function TableOfContents({ sections }: { sections: PublishedSection[] }) {
  const { common, site } = words();
  return (
    <nav className="toc" aria-labelledby="contents">
      <h2 className="label" id="contents">
        {site.article.contents}
      </h2>
      <ol role="list">
        {sections.map((section) => {
          const name = sectionName(section, common.kinds);
          if (name === null) return null;
          return (
            <li key={section.id} className={kindClass(section.kind)}>
              <a href={`#${section.anchor}`} lang={langOf(name)}>
                <bdi>{balanced(printedNumber(section.number) + name)}</bdi>
              </a>
              <Headings section={section} />
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Headings({ section }: { section: PublishedSection }) {
  const headings = section.contents.filter(({ level }) => level === 2);
  if (headings.length === 0) return null;
  return (
    <ol role="list">
      {headings.map(({ anchor, number, text }) => (
        <li key={anchor}>
          <a href={`#${anchor}`} lang={langOf(text)}>
            <bdi>{balanced(printedNumber(number ?? '') + text)}</bdi>
          </a>
        </li>
      ))}
    </ol>
  );
}
