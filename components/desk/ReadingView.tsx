'use client';

import { useWords } from '@/components/shell/WordsProvider';
import { DESK_MEDIA } from '@/lib/content/picture-files';
import { renderHtml } from '@/lib/content/html';
import { printedNumber } from '@/lib/content/printed-number';
import { useDesk } from './DeskProvider';

/** The working copy to be read: while it is in review, and for those who may not change it. */
export function ReadingView() {
  const { common, desk: words } = useWords();
  const { article } = useDesk();
  const facts = [
    [common.facets.category, article.category?.name],
    [common.facets.organisation, article.organisation],
    [common.facets.region, article.region?.name],
    [common.facets.year, article.year],
    [common.facets.field, article.field],
  ].filter(([, value]) => value);
  return (
    <article className="reading">
      {article.lead ? <p className="lead">{article.lead}</p> : null}
      {facts.length > 0 ? (
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {article.sections.map(({ id, kind, number, heading, body }) => {
        const html = renderHtml(body, { idPrefix: `r-${id.slice(-8)}-`, labels: common.html, media: DESK_MEDIA });
        return (
          <section key={id} id={`r-${id}`} className={`kind-${kind.toLowerCase()}`}>
            {heading ? <p className="kind">{common.kinds[kind]}</p> : null}
            <h2>
              {printedNumber(number)}
              {heading || common.kinds[kind]}
            </h2>
            {html ? <div className="text" dangerouslySetInnerHTML={{ __html: html }} /> : <p className="hint">{words.review.noText}</p>}
          </section>
        );
      })}
    </article>
  );
}
