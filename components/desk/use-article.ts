import { useCallback, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { send, type Outcome, type Problem } from '@/components/shell/api';
import { useLeaveWarning } from '@/components/ui/use-leave-warning';
import type { SectionAnswer } from '@/lib/domains/articles/sections';
import type { ArticleView, SectionView } from '@/lib/domains/articles/view';

type Save = () => Promise<boolean>;

/** The article on the desk, and everything that its parts need of each other. */
export interface ArticleDesk {
  article: ArticleView;
  /** Sections with unsaved words that somebody else deleted meanwhile: not the article's any more, but not lost. */
  orphans: readonly SectionView[];
  /** Parts with changes that are not saved. */
  dirty: ReadonlySet<string>;
  /** Somebody else changed the article while it lay here. */
  others: boolean;
  /** One write after the other: each then sees the versions that the one before it made. */
  queue<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>>;
  adopt(article: ArticleView): void;
  merge(answer: SectionAnswer): Promise<void>;
  reload(): Promise<Problem | null>;
  /**
   * Brings the desk up to date where a refusal says that the article stands otherwise by now, and tells what is gone: the part or
   * all of it (reason `article_gone`). Inside of `queue`.
   */
  explained(problem: Problem): Promise<Problem>;
  report(key: string, dirty: boolean, save: Save): void;
  forget(key: string): void;
  saveAll(): Promise<boolean>;
  latest(): ArticleView;
}

function withSection(article: ArticleView, section: SectionView): SectionView[] {
  const known = article.sections.some(({ id }) => id === section.id);
  return known ? article.sections.map((one) => (one.id === section.id ? section : one)) : [...article.sections, section];
}

/** Keeps the article's state in step with what the server answers; see ArticleDesk. */
export function useArticle(initial: ArticleView): ArticleDesk {
  const [article, setArticle] = useState(initial);
  const [orphans, setOrphans] = useState<readonly SectionView[]>([]);
  const [dirty, setDirty] = useState<ReadonlySet<string>>(new Set());
  const [others, setOthers] = useState(false);
  const latest = useRef(initial);
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const parts = useRef(new Map<string, { dirty: boolean; save: Save }>());

  const adopt = useCallback((next: ArticleView) => {
    const before = latest.current.sections;
    const isLost = ({ id }: SectionView) => parts.current.get(id)?.dirty === true && !next.sections.some((one) => one.id === id);
    latest.current = next;
    // At once, so that whoever adopts can bring the keyboard to what is new on the page.
    flushSync(() => {
      setOrphans((now) => [...now, ...before.filter((one) => !now.includes(one))].filter(isLost));
      setArticle(next);
    });
  }, []);

  const queue = useCallback(<T,>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const turn = line.current.then(work, work);
    line.current = turn;
    return turn;
  }, []);

  const reload = useCallback(async () => {
    const outcome = await send<ArticleView>('GET', `/api/articles/${initial.id}`);
    if (outcome.ok) adopt(outcome.data);
    return outcome.ok ? null : outcome.problem;
  }, [adopt, initial.id]);

  const explained = useCallback(
    async (problem: Problem) => {
      const moved = problem.status === 404 || (problem.status === 409 && problem.reason !== 'stale_version');
      const failed = moved ? await reload() : null;
      return problem.status === 404 && failed?.status === 404 ? { ...problem, reason: 'article_gone' } : problem;
    },
    [reload],
  );

  const merge = useCallback(
    async (answer: SectionAnswer) => {
      const before = latest.current;
      adopt({ ...before, ...answer.article, sections: withSection(before, answer.section) });
      const between = answer.article.workingSeq !== before.workingSeq + 1;
      if (between) setOthers(true);
      // A new stage brings other permissions, and somebody else's changes have to be seen before a submission names them.
      if (between || answer.article.stage !== before.stage) await reload();
    },
    [adopt, reload],
  );

  const mark = useCallback((key: string, isDirty: boolean) => {
    setDirty((now) => {
      if (now.has(key) === isDirty) return now;
      const next = new Set(now);
      if (isDirty) next.add(key);
      else next.delete(key);
      return next;
    });
  }, []);

  const report = useCallback(
    (key: string, isDirty: boolean, save: Save) => {
      parts.current.set(key, { dirty: isDirty, save });
      mark(key, isDirty);
    },
    [mark],
  );

  const forget = useCallback(
    (key: string) => {
      parts.current.delete(key);
      mark(key, false);
    },
    [mark],
  );

  const saveAll = useCallback(async () => {
    let all = true;
    for (const { save } of [...parts.current.values()]) all = (await save()) && all;
    return all;
  }, []);

  useLeaveWarning(dirty.size > 0);
  return useMemo(
    () => ({ article, orphans, dirty, others, queue, adopt, merge, reload, explained, report, forget, saveAll, latest: () => latest.current }),
    [article, orphans, dirty, others, queue, adopt, merge, reload, explained, report, forget, saveAll],
  );
}
