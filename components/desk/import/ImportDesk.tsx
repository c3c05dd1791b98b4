'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { Notice } from '@/components/ui/Notice';
import { Select, type Option } from '@/components/ui/Select';
import { fill } from '@/lib/i18n/fill';
import { DocumentList } from './DocumentList';
import { DocumentReview } from './DocumentReview';
import { DropZone } from './DropZone';
import { ImportWordsProvider, type ImportWords } from './ImportWordsProvider';
import type { Incoming } from './incoming';
import { MOST_FILES } from './incoming';
import { Results } from './Results';
import { useDocuments } from './use-documents';

interface ImportDeskProps {
  words: ImportWords;
  categories: Option[];
}

/** The import page: documents come in, are looked over, and become drafts. */
export function ImportDesk({ words, categories }: ImportDeskProps) {
  const { importing } = words;
  const [category, setCategory] = useState('');
  const documents = useDocuments(category);
  const [open, setOpen] = useState<number | null>(null);
  const [asks, setAsks] = useState(false);
  const [progress, setProgress] = useState<{ of: number[] } | null>(null);
  const all = documents.documents;
  // A document that comes alone is opened: there is nothing to choose.
  const shown = all.find(({ id }) => id === open) ?? null;
  const ready = all.filter(({ status }) => status === 'ready').map(({ id }) => id);
  const busy = progress !== null;

  const add = async (incoming: readonly Incoming[]) => {
    const alone = all.length === 0;
    await documents.add(incoming);
    if (!alone) setOpen(null);
  };
  const importThese = async (ids: number[]) => {
    setProgress({ of: ids });
    await documents.importThese(ids);
    setProgress(null);
  };
  const single = all.length === 1 ? all[0]! : null;
  const review = shown ?? (single?.reading && (single.status === 'ready' || single.status === 'importing') && open !== -1 ? single : null);
  const finished = progress ? progress.of.filter((id) => !['ready', 'importing'].includes(all.find((one) => one.id === id)?.status ?? '')).length : 0;
  const made = all.filter(({ result }) => result);

  return (
    <ImportWordsProvider value={words}>
      <div className="wrap importing">
        <p className="crumb"><a href="/desk">{importing.back}</a></p>
        <h1>{importing.title}</h1>
        {review?.reading && review.status !== 'done' ? (
          <DocumentReview
            key={review.id}
            document={review}
            documents={documents}
            categories={categories}
            category={category}
            onCategory={setCategory}
            busy={busy}
            onImport={() => void importThese([review.id])}
            onLeave={() => setOpen(-1)}
          />
        ) : (
          <>
            <p className="lead">{importing.lead}</p>
            <DropZone onAdd={(incoming) => void add(incoming)} />
            {documents.cut ? <Notice tone="bad" live><p>{fill(importing.tooMany, { count: MOST_FILES })}</p></Notice> : null}
            {made.length > 0 ? <Results documents={made} /> : null}
            {all.length > 0 ? (
              <>
                <DocumentList documents={documents} onOpen={setOpen} busy={busy} />
                <div className="import-foot">
                  <Select id="import-category" label={importing.category} value={category} options={[{ value: '', label: importing.noCategory }, ...categories]} onChange={setCategory} disabled={busy} />
                  <div className="actions">
                    <Button look="primary" disabled={ready.length === 0} busy={busy && `${importing.importing} ${fill(importing.progress, { done: finished, total: progress.of.length })}`} onClick={() => void importThese(ready)}>
                      {fill(importing.importAll, { count: ready.length })}
                    </Button>
                    <Button look="quiet" disabled={busy} onClick={() => (documents.unsaved ? setAsks(true) : documents.clear())}>{importing.clear}</Button>
                  </div>
                </div>
              </>
            ) : null}
          </>
        )}
        {asks ? (
          <Dialog title={importing.cancelTitle} confirm={importing.clear} cancel={importing.leave} onConfirm={() => { documents.clear(); setAsks(false); }} onClose={() => setAsks(false)}>
            <p>{importing.cancelText}</p>
          </Dialog>
        ) : null}
      </div>
    </ImportWordsProvider>
  );
}
