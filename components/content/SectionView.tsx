import { Phrases } from '@/components/ui/Phrases';
import { printedNumber } from '@/lib/content/printed-number';
import type { Body } from '@/lib/content/schema';
import { sectionAnchor } from '@/lib/content/section-anchor';
import { fill } from '@/lib/i18n/fill';
import { textLanguage } from '@/lib/i18n/text-language';
import type { Words } from '@/lib/i18n/words';
import { balanced } from '@/lib/platform/direction';
import { BodyText, type BodyTextProps } from './BodyText';
import { kindClass, sectionName, type Kind } from './section-name';

/** A section of whatever an article is read from: its published or its submitted revision, or its working copy. */
export interface ShownSection {
  id: string;
  kind: Kind;
  number: string;
  heading: string;
  body: Body;
}

export interface SectionViewProps extends Pick<BodyTextProps, 'media' | 'firstNote' | 'addresses'> {
  section: ShownSection;
  words: Pick<Words['common'], 'kinds' | 'html' | 'language'>;
  /** Lines of the heading break by sense then. On the server alone: browsers tell words apart otherwise than it does. */
  locale?: string | undefined;
  /** Words for the link to the section, with `{heading}`; without them there is none. */
  permalink?: string | undefined;
  /** What is said of a section without text; without it nothing is. */
  empty?: string | undefined;
}

/** One section, the same for readers, on the desk and in review; runs on the server and in the browser. */
export function SectionView({ section, words, media, firstNote, addresses, empty, ...head }: SectionViewProps) {
  const anchor = sectionAnchor(section.id);
  const name = sectionName(section, words.kinds);
  return (
    <section id={anchor} className={kindClass(section.kind)}>
      {name !== null && <SectionHead section={section} anchor={anchor} name={name} kind={words.kinds[section.kind]} lang={textLanguage(name, words.language)} {...head} />}
      <BodyText body={section.body} idPrefix={`${anchor}-`} labels={words.html} language={words.language} media={media} firstNote={firstNote} addresses={addresses} empty={empty} />
    </section>
  );
}

interface HeadProps extends Pick<SectionViewProps, 'section' | 'locale' | 'permalink'> {
  anchor: string;
  name: string;
  kind: string;
  lang: string | undefined;
}

/** Kind, where the heading does not say it, heading and permalink; a closing paragraph has no head. */
function SectionHead({ section: { kind: code, number }, anchor, name, kind, lang, locale, permalink }: HeadProps) {
  return (
    <header>
      {code !== 'OTHER' && !name.toLowerCase().includes(kind.toLowerCase()) && <p className="kind">{kind}</p>}
      <h2 className={locale === undefined ? undefined : 'phrased'} lang={lang}>
        {number && <span className="number">{printedNumber(number)}</span>}
        <bdi>{locale === undefined ? balanced(name) : <Phrases text={balanced(name)} locale={locale} />}</bdi>
      </h2>
      {permalink !== undefined && (
        <a className="permalink" href={`#${anchor}`} aria-label={fill(permalink, { heading: name })}>
          §
        </a>
      )}
    </header>
  );
}
