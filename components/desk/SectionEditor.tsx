'use client';

import { useEffect, useMemo, useRef, useState, type ClipboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { fieldError } from '@/components/shell/field-error';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useFindingFocus } from '@/components/shell/use-finding-focus';
import { useWords, type AppWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { Hidden } from '@/components/ui/Hidden';
import { Select } from '@/components/ui/Select';
import { TextArea } from '@/components/ui/TextArea';
import { TextField } from '@/components/ui/TextField';
import type { SectionView } from '@/lib/domains/articles/view';
import type { Image } from '@/lib/content/schema';
import type { WordedFinding } from '@/lib/i18n/findings';
import { fill } from '@/lib/i18n/fill';
import { AddPicture } from './AddPicture';
import { keptBlocks } from './body/body-text';
import { rememberBlocks } from './body/kept-blocks';
import { pastedText, typeInto } from './body/paste-html';
import { insertImage } from './body/text-image';
import { Conflict } from './Conflict';
import { MoveSection } from './starting/MoveSection';
import { SectionGuidance } from './starting/SectionGuidance';
import { useDesk, useReport } from './DeskProvider';
import { saveKey } from './save-key';
import { SaveAsNew } from './SaveAsNew';
import { SaveBar } from './SaveBar';
import { findingBlock, sectionSource } from './section-source';
import { SectionPreview } from './SectionPreview';
import { useDraft } from './use-draft';

interface SectionEditorProps {
  section: SectionView;
  position: number;
  last: boolean;
  /** Somebody else deleted it while there were unsaved words in it. */
  gone: boolean;
  /** Where it is on its way to. */
  moving: 1 | -1 | null;
  onMove: (by: 1 | -1) => void;
  onDelete: () => void;
}

/** One section: kind, number, heading and its text, saved by itself. */
export function SectionEditor({ section, position, last, gone, moving, onMove, onDelete }: SectionEditorProps) {
  const { common, desk: words } = useWords();
  const desk = useDesk();
  const draft = useDraft(section, sectionSource(desk));
  const [preview, setPreview] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  useReport(section.id, draft.dirty, draft.save);
  useFindingFocus(form, draft.problem);
  useEffect(() => rememberBlocks(draft.server.body), [draft.server.body]);

  const id = (part: string) => `s-${section.id}-${part}`;
  const name = fill(words.sections.name, { position });
  const error = (field: string) => fieldError(draft.problem, field, (finding) => findingText(finding, words));
  const kept = useMemo(() => keptBlocks(draft.server.body).length, [draft.server.body]);
  const kinds = Object.entries(common.kinds).map(([value, label]) => ({ value, label }));
  const labels = { kind: common.fields.kind, number: words.sections.number, heading: common.fields.heading, text: common.fields.body };
  const show = (field: string, value: string) => (field === 'kind' ? (kinds.find((kind) => kind.value === value)?.label ?? value) : value);
  const { kind, number, heading, text } = draft.draft;
  /** Behind the paragraph with the cursor, which then stands where the words for the picture go. */
  const addPicture = (picture: Image) => {
    const area = document.getElementById(id('text'));
    if (!(area instanceof HTMLTextAreaElement)) return;
    // What is written by now, not when the picture was chosen.
    const next = insertImage(area.value, area.selectionEnd, picture);
    flushSync(() => draft.change({ text: next.text }));
    area.focus();
    area.setSelectionRange(next.words, next.words);
  };
  const lost = gone || (draft.problem?.status === 404 && draft.problem.reason !== 'article_gone');

  return (
    <section className={`writing section kind-${kind.toLowerCase()}`} id={id('section')} aria-labelledby={id('name')}>
      <div className="section-head">
        <h3 id={id('name')} className="kind">{name}</h3>
        <div className="tools" hidden={gone}>
          <Button look="quiet" id={id('up')} disabled={position === 1} busy={moving === -1 && words.sections.moving} onClick={() => onMove(-1)}>{words.sections.up}<Hidden> {name}</Hidden></Button>
          <Button look="quiet" id={id('down')} disabled={last} busy={moving === 1 && words.sections.moving} onClick={() => onMove(1)}>{words.sections.down}<Hidden> {name}</Hidden></Button>
          <MoveSection section={section} />
          <Button look="quiet" onClick={onDelete}>{words.sections.delete}<Hidden> {name}</Hidden></Button>
        </div>
      </div>
      <SectionGuidance guidance={section.guidance} />
      <div ref={form} onKeyDown={saveKey(draft.save)}>
        <div className="heading-row">
          <Select id={id('kind')} label={labels.kind} value={kind} options={kinds} error={error('kind')} onChange={(value) => draft.change({ kind: value })} />
          <TextField id={id('number')} label={labels.number} placeholder={words.sections.numberHint} value={number} error={error('number')} autoComplete="off" onChange={(value) => draft.change({ number: value })} />
          <TextField id={id('heading')} className="heading" label={labels.heading} value={heading} error={error('heading')} autoComplete="off" onChange={(value) => draft.change({ heading: value })} />
        </div>
        {preview ? (
          <SectionPreview text={text} previous={draft.server.body} prefix={`p-${section.id.slice(-8)}-`} />
        ) : (
          <TextArea id={id('text')} className="body" label={labels.text} hint={words.sections.bodyHint} value={text} error={error('body')} rows={8} onPaste={pasteHtml} onChange={(value) => draft.change({ text: value })} />
        )}
      </div>
      {kept > 0 ? <p className="hint">{fill(words.sections.kept, { count: kept })}</p> : null}
      <Conflict desk={draft} labels={labels} show={show} />
      {draft.problem && !lost ? <ProblemNotice problem={draft.problem} /> : null}
      {lost ? <SaveAsNew draft={draft.draft} section={draft.server} /> : null}
      <div className="section-foot">
        {draft.conflict?.open ? null : <SaveBar name={name} dirty={draft.dirty} phase={draft.phase} onSave={() => void draft.save()} />}
        {preview || lost ? null : <AddPicture name={name} onAdd={addPicture} />}
        <Button look="quiet" aria-pressed={preview} onClick={() => setPreview(!preview)}>{preview ? words.sections.edit : words.sections.preview}<Hidden> {name}</Hidden></Button>
      </div>
    </section>
  );
}

/** A paste with formatting keeps it, in the desk's notation; a paste without (Ctrl+Shift+V) is the browser's own. */
function pasteHtml(event: ClipboardEvent<HTMLTextAreaElement>): void {
  const html = event.clipboardData.getData('text/html');
  if (!html) return;
  const plain = event.clipboardData.getData('text/plain');
  const area = event.currentTarget;
  event.preventDefault();
  void pastedText(html, plain).then((text) => typeInto(area, text ?? plain));
}

function findingText(finding: WordedFinding, words: AppWords['desk']): string {
  const position = findingBlock(finding);
  return position === null ? finding.message : fill(words.sections.bodyFinding, { position, message: finding.message });
}
