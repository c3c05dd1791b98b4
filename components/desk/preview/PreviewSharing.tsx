'use client';

import { useRef, useState } from 'react';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { dateTime } from '@/components/ui/DateTime';
import { Hidden } from '@/components/ui/Hidden';
import { Select } from '@/components/ui/Select';
import { TextField } from '@/components/ui/TextField';
import { fill } from '@/lib/i18n/fill';
import { balanced } from '@/lib/platform/direction';
import { usePreviewLinks, type PreviewLink } from './use-preview-links';

interface PreviewSharingProps {
  articleId: string;
  /** The address of what is shown. */
  first: PreviewLink;
  workingSeq: number;
}

type Said = 'copied' | 'copyFailed' | 'revoked' | null;

/** The address of a preview, to be copied; for how long it is good; and all that still open, to be revoked. */
export function PreviewSharing({ articleId, first, workingSeq }: PreviewSharingProps) {
  const { preview: words } = useWords().desk;
  const desk = usePreviewLinks(articleId);
  const [link, setLink] = useState<PreviewLink | null>(first);
  const [days, setDays] = useState('7');
  const [said, setSaid] = useState<Said>(null);
  const box = useRef<HTMLParagraphElement>(null);
  const { links, busy, problem } = desk;

  const make = async (value: string) => {
    setDays(value);
    setSaid(null);
    setLink(await desk.make(Number(value)));
  };
  const copy = async (url: string) => {
    // Without TLS a browser has no clipboard for pages.
    const done = await navigator.clipboard?.writeText(url).then(() => true, () => false);
    setSaid(done ? 'copied' : 'copyFailed');
  };
  const revoke = async (id: string) => {
    setSaid(null);
    if (!(await desk.revoke(id))) return;
    setSaid('revoked');
    if (link?.id === id) setLink(null);
    // The button that was pressed is gone.
    box.current?.focus();
  };
  const shows = ({ ordinal, workingSeq: state }: PreviewLink) => (ordinal !== null ? fill(words.revision, { ordinal }) : state === workingSeq ? words.current : words.earlier);

  return (
    <section className="preview-sharing" aria-label={words.share}>
      <p className="hint">{words.shareHint}</p>
      <div className="address-row">
        <Select id="preview-days" label={words.days} value={days} onChange={(value) => void make(value)} options={Object.entries(words.dayOptions).map(([value, label]) => ({ value, label }))} />
        <TextField id="preview-address" label={words.address} readOnly value={busy === 'make' ? words.making : (link?.url ?? '')} onFocus={(event) => event.target.select()} />
        <Button look="primary" disabled={!link || busy === 'make'} onClick={() => { if (link) void copy(link.url); }}>{words.copy}</Button>
      </div>
      <p role="status" ref={box} tabIndex={-1}>{said ? words[said] : ''}</p>
      {problem ? <ProblemNotice problem={problem} /> : null}
      <h3 className="label">{words.list}</h3>
      {links?.length === 0 ? <p className="hint">{words.none}</p> : null}
      <ul role="list" className="preview-links">
        {links?.map((one) => (
          <li key={one.id}>
            <span>
              <a href={one.path} target="_blank" rel="noopener">{shows(one)}</a>{' '}
              <small><bdi>{balanced(fill(words.entry, { when: dateTime(one.createdAt), name: one.by, until: dateTime(one.expiresAt) }))}</bdi></small>
            </span>
            <Button look="quiet" busy={typeof busy === 'object' && busy?.revoke === one.id && words.revoking} onClick={() => void revoke(one.id)}>
              {words.revoke}
              <Hidden> {fill(words.revokeOf, { when: dateTime(one.createdAt) })}</Hidden>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
