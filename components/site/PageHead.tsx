import { Phrases } from '@/components/ui/Phrases';
import { siteLocale } from '@/lib/i18n/words';
import { balanced } from '@/lib/platform/direction';
import { langOf } from './lang-of';

/** The title of a page and the line under it. */
export function PageHead({ title, lead }: { title: string; lead?: string | undefined }) {
  return (
    <>
      <h1 lang={langOf(title)}>
        <bdi>
          <Phrases text={balanced(title)} locale={siteLocale()} />
        </bdi>
      </h1>
      {lead && <p className="lead" lang={langOf(lead)}>{lead}</p>}
    </>
  );
}
