'use client';

import { useState } from 'react';
import { send, type Outcome, type Problem } from '@/components/shell/api';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { Hidden } from '@/components/ui/Hidden';
import { Select } from '@/components/ui/Select';
import type { Moved } from '@/lib/domains/articles/moves';
import type { ArticleSummary } from '@/lib/domains/articles/queries';
import type { SectionAnswer } from '@/lib/domains/articles/sections';
import type { ArticleView, SectionView } from '@/lib/domains/articles/view';
import { fill } from '@/lib/i18n/fill';
import { LIMITS } from '@/lib/platform/limits';
import { useDesk } from '../DeskProvider';
import { tellMoved, wayBack } from './moved-section';

type Way = 'move' | 'copy';

/** Takes a section into another article that one can write in: moved, with a way back, or copied. */
export function MoveSection({ section }: { section: SectionView }) {
  const { common, desk: words } = useWords();
  const { starting } = words;
  const desk = useDesk();
  const [targets, setTargets] = useState<readonly ArticleSummary[] | null>(null);
  const [asked, setAsked] = useState(false);
  const [target, setTarget] = useState('');
  const [way, setWay] = useState<Way>('move');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const name = section.heading || common.kinds[section.kind];
  const titleOf = (title: string) => title || words.list.untitled;

  const ask = async () => {
    setAsked(true);
    setProblem(null);
    setTargets(null);
    const outcome = await send<{ items: ArticleSummary[] }>('GET', `/api/articles?limit=${LIMITS.pageSize.max}`);
    if (!outcome.ok) return setProblem(outcome.problem);
    const open = outcome.data.items.filter(({ id, stage }) => id !== desk.article.id && stage !== 'SUBMITTED');
    setTargets(open);
    setTarget(open[0]?.id ?? '');
  };

  const put = async (): Promise<Problem | null> => {
    if (desk.dirty.has(section.id) && !(await desk.saveAll())) return { status: 409, code: 'conflict', title: '', detail: starting.unsaved };
    const there = await send<ArticleView>('GET', `/api/articles/${target}`);
    if (!there.ok) return there.problem;
    const told = { sectionId: section.id, name, title: titleOf(there.data.title) };
    const before = desk.latest();
    const path = `/api/articles/${before.id}/sections/${section.id}`;
    const version = before.sections.find(({ id }) => id === section.id)?.version ?? section.version;
    const queued = <T,>(work: () => Promise<Outcome<T>>) => desk.queue(work);
    if (way === 'copy') {
      const copied = await queued(() => send<SectionAnswer>('POST', `${path}/copies`, { to: target, version }));
      if (!copied.ok) return copied.problem;
      tellMoved(before.id, { ...told, to: target, after: null, orderVersion: 0, version: 0, copied: true });
      setAsked(false);
      return null;
    }
    const moved = await queued(() => send<Moved>('POST', `${path}/move`, { to: target, versions: { section: version, from: before.orderVersion, to: there.data.orderVersion } }));
    if (!moved.ok) return moved.problem;
    tellMoved(before.id, { ...told, ...wayBack(before, moved.data.to, section.id), copied: false });
    setAsked(false);
    desk.forget(section.id);
    desk.adopt(moved.data.from);
    return null;
  };

  const confirm = async () => {
    if (!target) return;
    setBusy(true);
    setProblem(null);
    const refused = await put();
    setBusy(false);
    if (refused?.reason === 'stale_version') await desk.reload();
    setProblem(refused?.reason === 'stale_version' ? { ...refused, detail: starting.moveStale } : refused);
  };

  const ways = (Object.entries(starting.moveWays) as [Way, string][]).map(([value, label]) => ({ value, label }));
  return (
    <>
      <Button look="quiet" onClick={() => void ask()}>{starting.move}<Hidden> {name}</Hidden></Button>
      {asked ? (
        <Dialog title={fill(starting.moveTitle, { name })} confirm={starting.moveConfirm} cancel={words.dialog.cancel} busy={busy && starting.moving} onConfirm={() => void confirm()} onClose={() => setAsked(false)}>
          {targets === null && !problem ? <p role="status">{starting.moveLoading}</p> : null}
          {targets?.length === 0 ? <p>{starting.moveNone}</p> : null}
          {targets && targets.length > 0 ? (
            <>
              <Select id={`move-${section.id}-to`} label={starting.moveWhere} hint={starting.moveLast} value={target} options={targets.map(({ id, title }) => ({ value: id, label: titleOf(title) }))} onChange={setTarget} />
              <Select id={`move-${section.id}-way`} label={starting.moveHow} value={way} options={ways} onChange={(value) => setWay(value as Way)} />
            </>
          ) : null}
          {problem ? <ProblemNotice problem={problem} /> : null}
        </Dialog>
      ) : null}
    </>
  );
}
