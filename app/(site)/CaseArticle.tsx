import type { ReactNode } from 'react';
import { SectionView } from '@/components/content/SectionView';
import { Breadcrumb, type Crumb } from '@/components/site/Breadcrumb';
import { CaseFacts } from '@/components/site/CaseFacts';
import { Neighbours } from '@/components/site/Neighbours';
import { PageHead } from '@/components/site/PageHead';
import { PrintedAddresses } from '@/components/site/PrintedAddresses';
import { TableOfContents } from '@/components/site/TableOfContents';
import { addressesOf } from '@/lib/content/addresses';
import { firstNotes } from '@/lib/content/footnotes';
import { siteLocale, words } from '@/lib/i18n/words';
import type { ShownArticle } from '@/lib/published/article';
import { absoluteAddress } from './address';

interface Props {
  article: ShownArticle;
  crumbs: Crumb[];
  /** What the names of its pictures stand behind, where that is not the address of what is published. */
  media?: string;
  /** Data about it for machines. */
  children?: ReactNode;
}

/** A case as its readers see it, published or in a preview. */
export function CaseArticle({ article, crumbs, media, children }: Props) {
  const { common, site } = words();
  const bodies = article.sections.map(({ body }) => body);
  const [notes, addresses] = [firstNotes(bodies), addressesOf(bodies)];
  return (
    <article className="wrap">
      {children}
      <div className="head">
        <Breadcrumb trail={crumbs} />
        <PageHead title={article.title} lead={article.lead} />
      </div>
      <CaseFacts {...article} />
      <div className="page">
        <TableOfContents sections={article.sections} />
        <div className="sections">
          {article.sections.map((section, index) => (
            <SectionView key={section.id} section={section} words={common} locale={siteLocale()} permalink={site.article.permalink} media={media} firstNote={notes[index]} addresses={addresses} />
          ))}
          <PrintedAddresses addresses={[...addresses.keys()].map(absoluteAddress)} />
        </div>
        <Neighbours places={article.collections} />
      </div>
    </article>
  );
}
