'use client';

import { useState } from 'react';
import { flushSync } from 'react-dom';
import { send, type Problem } from '@/components/shell/api';
import { fieldError } from '@/components/shell/field-error';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { Hidden } from '@/components/ui/Hidden';
import { TextField } from '@/components/ui/TextField';
import type { ArticleView } from '@/lib/domains/articles/view';
import { fill } from '@/lib/i18n/fill';
import { balanced } from '@/lib/platform/direction';
import { useDesk } from './DeskProvider';

type Editor = ArticleView['editors'][number];

/** Who else may write in this article; the owner invites by address. */
export function CoEditors() {
  const { desk: words } = useWords();
  const desk = useDesk();
  const { article } = desk;
  const [email, setEmail] = useState('');
  const [asked, setAsked] = useState<Editor | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const mayInvite = article.allowed.includes('article.invite');
  const path = `/api/articles/${article.id}/editors`;

  const run = async (work: () => ReturnType<typeof send<ArticleView>>) => {
    setBusy(true);
    setProblem(null);
    setSaid('');
    const outcome = await desk.queue(work);
    flushSync(() => {
      setBusy(false);
      setAsked(null);
      setProblem(outcome.ok ? null : outcome.problem);
    });
    if (outcome.ok) desk.adopt(outcome.data);
    return outcome.ok ? outcome.data : null;
  };
  const invite = async () => {
    const before = new Set(article.editors.map(({ id }) => id));
    const fresh = await run(() => send<ArticleView>('POST', path, { email }));
    if (!fresh) return document.getElementById('invite-email')?.focus();
    setEmail('');
    setSaid(fill(words.editors.invited, { name: fresh.editors.find(({ id }) => !before.has(id))?.name ?? email }));
  };
  const remove = async (editor: Editor) => {
    if (!(await run(() => send<ArticleView>('DELETE', `${path}/${editor.id}`)))) return;
    setSaid(words.editors.removed);
    document.getElementById('invite-email')?.focus();
  };

  const error = fieldError(problem, 'email');
  return (
    <section className="panel" aria-labelledby="editors-title">
      <h2 id="editors-title" className="label">{words.editors.title}</h2>
      {article.editors.length === 0 ? <p className="hint">{words.editors.none}</p> : null}
      <ul role="list" className="people">
        {article.editors.map((editor) => (
          <li key={editor.id}>
            <span><bdi>{balanced(editor.name)}</bdi> {'email' in editor ? <small>{editor.email}</small> : null}</span>
            {mayInvite ? (
              <Button look="quiet" onClick={() => setAsked(editor)}>{words.editors.remove}<Hidden> {editor.name}</Hidden></Button>
            ) : null}
          </li>
        ))}
      </ul>
      {mayInvite ? (
        <form noValidate onSubmit={(event) => { event.preventDefault(); void invite(); }}>
          <TextField id="invite-email" type="email" label={words.editors.email} value={email} error={error} autoComplete="off" onChange={setEmail} />
          <Button type="submit" busy={busy && !asked && words.editors.inviting}>{words.editors.invite}</Button>
        </form>
      ) : null}
      <p className="hint" role="status">{said}</p>
      {problem && !error ? <ProblemNotice problem={problem} /> : null}
      {asked ? (
        <Dialog
          title={fill(words.editors.removeTitle, { name: asked.name })}
          confirm={words.editors.remove}
          cancel={words.dialog.cancel}
          busy={busy && words.editors.removing}
          onConfirm={() => void remove(asked)}
          onClose={() => setAsked(null)}
        >
          <p>{words.editors.removeText}</p>
        </Dialog>
      ) : null}
    </section>
  );
}
