import { Phrases } from '@/components/ui/Phrases';
import { siteLocale } from '@/lib/i18n/words';

/** The title of a page and the line under it. */
export function PageHead({ title, lead }: { title: string; lead?: string | undefined }) {
  return (
    <>
      <h1>
        <Phrases text={title} locale={siteLocale()} />
      </h1>
      {lead && <p className="lead">{lead}</p>}
    </>
  );
}
