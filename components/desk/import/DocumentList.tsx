'use client';

import { useMemo } from 'react';
import { Button } from '@/components/ui/Button';
import { Hidden } from '@/components/ui/Hidden';
import { fill } from '@/lib/i18n/fill';
import { balanced } from '@/lib/platform/direction';
import { documentProblemText } from './document-problem';
import { useImportWords } from './ImportWordsProvider';
import { plannedDocument } from './planned-document';
import { workOf, type Document, type Documents } from './use-documents';

interface DocumentListProps {
  documents: Documents;
  busy: boolean;
  onOpen: (id: number) => void;
}

/** Every document with how far it is, what is wrong with it, and what can be done. */
export function DocumentList({ documents, busy, onOpen }: DocumentListProps) {
  const { importing: words } = useImportWords();
  return (
    <section aria-labelledby="files-title">
      <h2 id="files-title" className="label">{fill(words.files, { count: documents.documents.length })}</h2>
      <ul role="list" className="articles documents">
        {documents.documents.map((document) => (
          <Line key={document.id} document={document} documents={documents} busy={busy} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  );
}

function Line({ document, documents, busy, onOpen }: DocumentListProps & { document: Document }) {
  const words = useImportWords();
  const { importing } = words;
  const { id, name, status, problem, retryIn = 0 } = document;
  return (
    <li>
      <h3><bdi>{balanced(name)}</bdi></h3>
      <p className="where">
        <span className={`stage ${STAGE[status] ?? ''}`}>{importing.status[status]}</span>
        {retryIn > 0 ? <span role="status">{fill(importing.retryIn, { seconds: retryIn })}</span> : null}
        <Summary document={document} />
      </p>
      {problem && (status === 'failed' || status === 'ready') ? <p className="error" role="alert">{documentProblemText(problem, words)}</p> : null}
      <div className="beside tools">
        {status === 'ready' ? <Button look="quiet" disabled={busy} onClick={() => onOpen(id)}>{importing.review}<Hidden> {name}</Hidden></Button> : null}
        {status === 'failed' && typeof problem === 'object' && (problem.status === 0 || problem.status === 401 || problem.status === 429 || problem.status >= 500) ? (
          <Button look="quiet" disabled={busy} onClick={() => documents.retry(id)}>{importing.retry}<Hidden> {name}</Hidden></Button>
        ) : null}
        {(status === 'importing' || status === 'reading') && retryIn === 0 ? null : <Button look="quiet" disabled={busy && retryIn === 0} onClick={() => documents.remove(id)}>{importing.remove}<Hidden> {name}</Hidden></Button>}
      </div>
      {status === 'duplicate' && document.reading?.duplicate && !document.result ? (
        <p className="where links">
          {document.reading.duplicate.articles.map((article) => <a key={article.id} href={`/desk/articles/${article.id}`}><bdi>{balanced(article.title || importing.untitled)}</bdi></a>)}
        </p>
      ) : null}
    </li>
  );
}

const STAGE: Partial<Record<Document['status'], string>> = { failed: 'returned', ready: 'submitted', done: 'approved' };

function Summary({ document }: { document: Document }) {
  const { importing } = useImportWords();
  const { reading, base, status } = document;
  const { plan } = workOf(document);
  const found = useMemo(() => (reading && base ? plannedDocument(reading, base, plan) : null), [reading, base, plan]);
  if (!found || status === 'duplicate') return null;
  const sections = found.cases.reduce((sum, one) => sum + one.sections, 0);
  return (
    <>
      <span>{fill(importing.summary, { cases: found.cases.length, sections })}</span>
      {found.uncertain.length > 0 && status === 'ready' ? <span className="unsure">{fill(importing.uncertain, { count: found.uncertain.length })}</span> : null}
    </>
  );
}
