import { Phrases } from '@/components/ui/Phrases';
import { printedNumber } from '@/lib/content/printed-number';
import { fill } from '@/lib/i18n/fill';
import { siteLocale, words } from '@/lib/i18n/words';
import { kindClass, sectionName, type PublishedSection } from './section-name';

/** One section of a case. Its HTML is rendered from a validated body (lib/content/html.ts) and nothing else. */
export function SectionView({ section }: { section: PublishedSection }) {
  return (
    <section id={section.anchor} className={kindClass(section.kind)}>
      <SectionHead section={section} />
      <div className="text" dangerouslySetInnerHTML={{ __html: section.html }} />
    </section>
  );
}

/** Kind, heading and permalink; nothing for a closing paragraph. */
function SectionHead({ section }: { section: PublishedSection }) {
  const { common, site } = words();
  const name = sectionName(section, common.kinds);
  if (name === null) return null;
  return (
    <header>
      {section.kind !== 'OTHER' && section.heading !== '' && <p className="kind">{common.kinds[section.kind]}</p>}
      <h2>
        {section.number && <span className="number">{printedNumber(section.number)}</span>}
        <Phrases text={name} locale={siteLocale()} />
      </h2>
      <a className="permalink" href={`#${section.anchor}`} aria-label={fill(site.article.permalink, { heading: name })}>
        §
      </a>
    </header>
  );
}
