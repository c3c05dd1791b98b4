import { DateTime } from '@/components/ui/DateTime';
import { words } from '@/lib/i18n/words';
import type { SubmittedRevision } from '@/lib/domains/reviews/queries';
import { printedNumber } from '@/lib/content/printed-number';

/** A submitted revision as the reviewer reads it. Its HTML is rendered from validated bodies (lib/content/html.ts). */
export function RevisionView({ revision }: { revision: SubmittedRevision }) {
  const { common, desk } = words();
  const { review } = desk;
  const facts: [string, string | number | null][] = [
    [common.facets.category, revision.category],
    [common.facets.organisation, revision.organisation],
    [common.facets.region, revision.region],
    [common.facets.year, revision.year],
    [common.facets.field, revision.field],
    [review.owner, revision.owner],
  ];
  return (
    <article className="reading">
      {revision.lead ? <p className="lead">{revision.lead}</p> : <p className="hint">{review.noLead}</p>}
      <dl className="facts">
        {facts.filter(([, value]) => value).map(([name, value]) => (
          <div key={name}><dt>{name}</dt><dd>{value}</dd></div>
        ))}
        <div><dt>{review.submittedAt}</dt><dd><DateTime at={revision.submittedAt} /></dd></div>
      </dl>
      {revision.sections.map(({ id, kind, number, heading, html }) => (
        <section key={id} className={`kind-${kind.toLowerCase()}`}>
          {heading ? <p className="kind">{common.kinds[kind]}</p> : null}
          <h2>{printedNumber(number)}{heading || common.kinds[kind]}</h2>
          {html ? <div className="text" dangerouslySetInnerHTML={{ __html: html }} /> : <p className="hint">{review.noText}</p>}
        </section>
      ))}
    </article>
  );
}
