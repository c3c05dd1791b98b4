'use client';

import { useId, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { Notice } from '@/components/ui/Notice';
import { useDesk } from '../DeskProvider';
import { PreviewSharing } from './PreviewSharing';
import { linkSections, placeOnDesk } from './section-links';
import type { PreviewLink } from './use-preview-links';

interface PreviewDialogProps {
  articleId: string;
  link: PreviewLink;
  /** All that was written is in it. */
  saved: boolean;
  workingSeq: number;
  onClose: () => void;
  /** It goes, and the keyboard with it to another place. */
  onLeave: () => void;
}

const WIDTHS = ['desktop', 'phone'] as const;

/** The preview in a frame, as wide as a phone or as there is room, with its address to be shared; it lies over the desk, which stays as it is. */
export function PreviewDialog({ articleId, link, saved, workingSeq, onClose, onLeave }: PreviewDialogProps) {
  const { preview: words } = useWords().desk;
  const { article } = useDesk();
  const dialog = useRef<HTMLDialogElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const [width, setWidth] = useState<(typeof WIDTHS)[number]>('desktop');
  const [sharing, setSharing] = useState(false);
  const id = useId();
  // A layout effect, because it is undone before the element goes: only then can closing give the focus back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
    return () => shown?.close();
  }, []);

  const jump = (sectionId: string) => {
    flushSync(onLeave);
    const place = placeOnDesk(sectionId);
    place?.scrollIntoView({ block: 'start' });
    const field = place?.querySelector<HTMLElement>('input, textarea, [contenteditable="true"], button, a');
    (field ?? place)?.focus({ preventScroll: true });
  };
  const loaded = () => {
    const shown = frame.current?.contentDocument;
    if (!shown || !article.allowed.includes('article.edit')) return;
    linkSections(shown, { sectionIds: article.sections.map((section) => section.id), path: `/desk/articles/${articleId}`, words: words.toSection, onJump: jump });
  };
  return (
    <dialog ref={dialog} className="preview-dialog" aria-labelledby={id} onCancel={(event) => { event.preventDefault(); onClose(); }}>
      <div className="preview-tools">
        <h2 id={id}>{words.title}</h2>
        <fieldset className="widths">
          <legend className="hidden">{words.width}</legend>
          {WIDTHS.map((name) => (
            <label key={name}>
              <input type="radio" name={`${id}-width`} value={name} checked={width === name} onChange={() => setWidth(name)} />
              <span>{words[name]}</span>
            </label>
          ))}
        </fieldset>
        <Button aria-expanded={sharing} onClick={() => setSharing(!sharing)}>{words.share}</Button>
        <a href={link.path} target="_blank" rel="noopener">{words.openTab}</a>
        <Button look="quiet" onClick={onClose}>{words.close}</Button>
      </div>
      {saved ? null : <Notice tone="bad" live><p>{words.notSaved}</p></Notice>}
      {sharing ? <PreviewSharing articleId={articleId} first={link} workingSeq={workingSeq} /> : null}
      <iframe ref={frame} className={`preview-frame ${width}`} src={link.path} title={words.frame} onLoad={loaded} />
      <p className="hint">{words.hint}</p>
    </dialog>
  );
}
