'use client';

import { useEffect, useState } from 'react';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { Notice } from '@/components/ui/Notice';
import type { Option } from '@/components/ui/Select';
import type { ArticleView } from '@/lib/domains/articles/view';
import { sectionAnchor } from '@/lib/content/section-anchor';
import { balanced } from '@/lib/platform/direction';
import { ArticleContents } from './ArticleContents';
import { CoEditors } from './CoEditors';
import type { DeletedSection } from './DeletedSections';
import { DeskProvider } from './DeskProvider';
import { FieldsForm } from './FieldsForm';
import { FormatHelp } from './FormatHelp';
import { ReadingView } from './ReadingView';
import { ReviewNote } from './ReviewNote';
import { isSaveKey } from './save-key';
import { SectionList } from './SectionList';
import { StatusPanel } from './StatusPanel';
import { useArticle } from './use-article';

interface ArticleEditorProps {
  initial: ArticleView;
  deleted: DeletedSection[];
  categories: Option[];
}

/** The writing desk: outline, writing, and where the article stands. What can be done follows the article's `allowed`. */
export function ArticleEditor({ initial, deleted: found, categories }: ArticleEditorProps) {
  const { common, desk: words } = useWords();
  const desk = useArticle(initial);
  const { article, dirty, saveAll } = desk;
  // Unsaved words stay on the page, also where somebody else has submitted the article meanwhile.
  const editable = article.allowed.includes('article.edit') || dirty.size > 0;
  const [deleted, setDeleted] = useState(found);

  // Where the keyboard is in no part of the article, "save" means all of it; parts answer for themselves before this.
  useEffect(() => {
    const save = (event: KeyboardEvent) => {
      if (!editable || event.defaultPrevented || !isSaveKey(event)) return;
      event.preventDefault();
      void saveAll();
    };
    window.addEventListener('keydown', save);
    return () => window.removeEventListener('keydown', save);
  }, [editable, saveAll]);

  return (
    <DeskProvider value={desk}>
      <div className="wrap">
        <p className="crumb">
          <a href="/desk">{words.article.back}</a>
          <span className={`stage ${article.stage.toLowerCase()}`}>{common.stages[article.stage]}</span>
          <span>{common.publication[article.publication.status]}</span>
        </p>
        <h1 className={editable ? 'hidden' : undefined}><bdi>{balanced(article.title || words.article.untitled)}</bdi></h1>
        <ReviewNote />
        {desk.others ? <Notice live><p>{words.article.others}</p></Notice> : null}
      </div>
      <div className="wrap editor">
        <ArticleContents fields={editable} anchor={(id) => (editable ? `s-${id}-section` : sectionAnchor(id))} />
        <div className="middle">
          {editable ? (
            <>
              <FieldsForm categories={categories} />
              <FormatHelp />
              <SectionList deleted={deleted} onDeleted={setDeleted} />
            </>
          ) : (
            <>
              {article.stage !== 'SUBMITTED' && !article.deletedAt ? <p className="hint">{words.article.closedHint}</p> : null}
              <ReadingView />
            </>
          )}
        </div>
        <aside className="margin">
          <StatusPanel />
          {editable && dirty.size > 1 ? <Button onClick={() => void saveAll()}>{words.article.saveAll}</Button> : null}
          <CoEditors />
        </aside>
      </div>
    </DeskProvider>
  );
}
