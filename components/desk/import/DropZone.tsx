'use client';

import { useRef, useState, type ChangeEvent } from 'react';
import { Button } from '@/components/ui/Button';
import { fill } from '@/lib/i18n/fill';
import { LIMITS } from '@/lib/platform/limits';
import { useImportWords } from './ImportWordsProvider';
import { chosen, dropped, pasted, type Incoming } from './incoming';

/** What a file field may offer; what a file is, its content says. */
const ACCEPT = '.docx,.docm,.dotx,.doc,.dot,.wps,.wpt,.rtf,.odt,.ott,.fodt,.xml,.html,.htm,.md,.markdown,.txt,.zip';

/** Where documents come in: dropped, chosen or pasted. */
export function DropZone({ onAdd }: { onAdd: (incoming: Incoming[]) => void }) {
  const { importing: words } = useImportWords();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [said, setSaid] = useState('');
  const take = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const incoming = chosen(target.files ?? new DataTransfer().files);
    // The same file again is a change only when the field was emptied.
    target.value = '';
    if (incoming.length > 0) onAdd(incoming);
  };
  return (
    <div
      className={over ? 'drop over' : 'drop'}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void dropped(event.dataTransfer).then((incoming) => incoming.length > 0 && onAdd(incoming));
      }}
    >
      <p className="drop-here">{over ? words.dropNow : words.drop}</p>
      <div className="actions">
        <Button look="primary" onClick={() => files.current?.click()}>{words.choose}</Button>
        <Button onClick={() => folder.current?.click()}>{words.chooseFolder}</Button>
      </div>
      <input ref={files} id="import-files" type="file" multiple accept={ACCEPT} aria-label={words.choose} hidden onChange={take} />
      <input ref={folder} type="file" multiple aria-label={words.chooseFolder} hidden onChange={take} {...{ webkitdirectory: '' }} />
      <textarea
        className="paste"
        id="import-paste"
        rows={1}
        value=""
        aria-label={words.paste}
        placeholder={words.paste}
        onChange={() => undefined}
        onPaste={(event) => {
          event.preventDefault();
          const incoming = pasted(event.clipboardData, words.pasteName);
          if (incoming.length === 0) return;
          setSaid(words.pasted);
          onAdd(incoming);
        }}
      />
      <p className="hint">{fill(words.types, { size: LIMITS.import.bytes / 1024 / 1024 })}</p>
      <p className="hidden" role="status">{said}</p>
    </div>
  );
}
