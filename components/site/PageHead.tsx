import { Phrases } from '@/components/ui/Phrases';
import { siteLocale } from '@/lib/i18n/words';
import { langOf } from './lang-of';

/** The title of a page and the line under it. */
export function PageHead({ title, lead }: { title: string; lead?: string | undefined }) {
  return (
    <>
      <h1 lang={langOf(title)}>
        <Phrases text={title} locale={siteLocale()} />
      </h1>
      {lead && <p className="lead" lang={langOf(lead)}>{lead}</p>}
    </>
  );
}
