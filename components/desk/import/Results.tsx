'use client';

import { Notice } from '@/components/ui/Notice';
import { fill } from '@/lib/i18n/fill';
import { balanced } from '@/lib/platform/direction';
import { useImportWords } from './ImportWordsProvider';
import type { Document } from './use-documents';

/** What has been made, with a link to each draft. */
export function Results({ documents }: { documents: readonly Document[] }) {
  const { importing: words } = useImportWords();
  const fresh = documents.flatMap(({ result }) => (result && !result.duplicate ? [result] : []));
  const known = documents.flatMap(({ result }) => (result?.duplicate ? [result] : []));
  const links = (results: typeof fresh) => (
    <ul>
      {results.map(({ importId, collection, articles }) => (
        <li key={importId}>
          {collection ? <>{fill(words.collection, { title: collection.title })}<ul>{articles.map(link)}</ul></> : <>{articles.map(({ id, title }) => <a key={id} href={`/desk/articles/${id}`}><bdi>{balanced(title || words.untitled)}</bdi></a>)}</>}
        </li>
      ))}
    </ul>
  );
  const link = ({ id, title }: { id: string; title: string }) => <li key={id}><a href={`/desk/articles/${id}`}><bdi>{balanced(title || words.untitled)}</bdi></a></li>;
  const count = fresh.reduce((sum, { articles }) => sum + articles.length, 0);
  return (
    <>
      {fresh.length > 0 ? (
        <Notice tone="good" title={words.done} live>
          <p>{fill(words.doneText, { count })}</p>
          {links(fresh)}
        </Notice>
      ) : null}
      {known.length > 0 ? <Notice live><p>{words.duplicateText}</p>{links(known)}</Notice> : null}
    </>
  );
}
