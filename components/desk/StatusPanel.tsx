'use client';

import { useWords } from '@/components/shell/WordsProvider';
import { DateTime } from '@/components/ui/DateTime';
import type { ArticleView } from '@/lib/domains/articles/view';
import { balanced } from '@/lib/platform/direction';
import { DeleteArticle } from './DeleteArticle';
import { useDesk } from './DeskProvider';
import { PreviewButton } from './preview/PreviewButton';
import { Schedule } from './schedule/Schedule';
import { CopyArticle } from './starting/CopyArticle';
import { Submission } from './Submission';

/** The stage says what happens to the working copy; what readers see meanwhile changes the words for it. */
function hintFor({ stage, publication, review }: ArticleView) {
  const { status } = publication;
  if (stage === 'DRAFT' && status === 'PUBLISHED') return 'PUBLISHED_DRAFT';
  if (stage === 'APPROVED' && status === 'WITHDRAWN') return 'WITHDRAWN_APPROVED';
  return stage === 'APPROVED' && status === 'PUBLISHED' && publication.revisionId === review?.revisionId ? 'PUBLISHED_APPROVED' : stage;
}

/** Where the article stands on both axes, and the steps that can be taken from there. */
export function StatusPanel() {
  const { common, desk: words } = useWords();
  const { article } = useDesk();
  const { stage, publication, allowed } = article;
  const hint = hintFor(article);
  const judges = (['article.decide', 'article.publish', 'article.withdraw'] as const).some((action) => allowed.includes(action));
  return (
    <section className="panel status" aria-labelledby="status-title">
      <h2 id="status-title" className="label">{words.article.status}</h2>
      <dl>
        <div>
          <dt>{words.article.stage}</dt>
          <dd className={`stage ${stage.toLowerCase()}`}>{common.stages[stage]}</dd>
        </div>
        <div>
          <dt>{words.article.publication}</dt>
          <dd>{common.publication[publication.status]}</dd>
        </div>
        <div>
          <dt>{words.article.owner}</dt>
          <dd><bdi>{balanced(article.owner.name)}</bdi></dd>
        </div>
        <div>
          <dt>{words.article.changed}</dt>
          <dd><DateTime at={article.updatedAt} /></dd>
        </div>
      </dl>
      <p className="hint">{article.deletedAt ? words.article.deletedHint : words.article.stageHints[hint]}</p>
      <PreviewButton />
      <Schedule articleId={article.id} stamp={`${stage} ${publication.revisionId} ${article.deletedAt}`} />
      <Submission />
      <ul role="list" className="links">
        <li><a href={`/desk/articles/${article.id}/history`}>{words.history.title}</a></li>
        {publication.status === 'PUBLISHED' ? (
          <li><a href={`/cases/${article.number}`}>{words.article.publicPage}</a></li>
        ) : null}
        {judges ? <li><a href={`/admin/review/${article.id}`}>{words.article.reviewPage}</a></li> : null}
      </ul>
      <CopyArticle />
      <DeleteArticle />
    </section>
  );
}
