import { Phrases } from '@/components/ui/Phrases';
import { printedNumber } from '@/lib/content/printed-number';
import type { Body } from '@/lib/content/schema';
import { sectionAnchor } from '@/lib/content/section-anchor';
import { fill } from '@/lib/i18n/fill';
import type { Words } from '@/lib/i18n/words';
import { balanced } from '@/lib/platform/direction';
import { BodyText } from './BodyText';
import { kindClass, sectionName, type Kind } from './section-name';

/** A section of whatever an article is read from: its published or its submitted revision, or its working copy. */
export interface ShownSection {
  id: string;
  kind: Kind;
  number: string;
  heading: string;
  body: Body;
}

export interface SectionViewProps {
  section: ShownSection;
  words: Pick<Words['common'], 'kinds' | 'html'>;
  /** What the names of its pictures stand behind; by default the address of what is published. */
  media?: string | undefined;
  /** Lines of the heading break by sense then. On the server alone: browsers tell words apart otherwise than it does. */
  locale?: string | undefined;
  /** Words for the link to the section, with `{heading}`; without them there is none. */
  permalink?: string | undefined;
  /** What is said of a section without text; without it nothing is. */
  empty?: string | undefined;
}

/** One section, the same for readers, on the desk and in review; runs on the server and in the browser. */
export function SectionView({ section, words, media, empty, ...head }: SectionViewProps) {
  const anchor = sectionAnchor(section.id);
  const name = sectionName(section, words.kinds);
  return (
    <section id={anchor} className={kindClass(section.kind)}>
      {name !== null && <SectionHead section={section} anchor={anchor} name={name} kind={words.kinds[section.kind]} {...head} />}
      <BodyText body={section.body} idPrefix={`${anchor}-`} labels={words.html} media={media} empty={empty} />
    </section>
  );
}

interface HeadProps extends Pick<SectionViewProps, 'section' | 'locale' | 'permalink'> {
  anchor: string;
  name: string;
  kind: string;
}

/** Kind, heading and permalink; a closing paragraph has no head. */
function SectionHead({ section: { kind: code, number, heading }, anchor, name, kind, locale, permalink }: HeadProps) {
  return (
    <header>
      {code !== 'OTHER' && heading !== '' && <p className="kind">{kind}</p>}
      <h2>
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
