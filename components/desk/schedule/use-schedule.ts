import { useEffect, useRef, useState } from 'react';
import { send, type Problem } from '@/components/shell/api';
import type { ScheduleView } from '@/lib/domains/publication/schedule-queries';

type Step = 'save' | 'cancel';

/** What is sent: times with their zone. */
interface ScheduleDraft {
  revisionId: string;
  publishAt?: string | undefined;
  withdrawAt?: string | undefined;
  reason?: string | undefined;
}

export interface ScheduleDesk {
  /** Undefined until it has come. */
  view: ScheduleView | undefined;
  busy: Step | null;
  done: Step | null;
  problem: Problem | null;
  save(draft: ScheduleDraft): Promise<boolean>;
  cancel(): Promise<boolean>;
  forget(): void;
}

/**
 * What is to happen to an article by itself, and the steps to change it.
 * @param given what the page has loaded with itself; without it, it is loaded
 * @param stamp another one says that the article stands otherwise by now: it is loaded anew
 */
export function useSchedule(articleId: string, given: ScheduleView | undefined, stamp: string): ScheduleDesk {
  const path = `/api/articles/${articleId}/schedule`;
  const [own, setOwn] = useState<{ from: ScheduleView | undefined; view: ScheduleView } | null>(null);
  const [busy, setBusy] = useState<Step | null>(null);
  const [done, setDone] = useState<Step | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const loads = given === undefined;
  // The last request says how it stands, whichever answer comes last.
  const asked = useRef(0);

  useEffect(() => {
    if (!loads) return;
    const mine = (asked.current += 1);
    void send<ScheduleView>('GET', path).then((outcome) => {
      if (outcome.ok && asked.current === mine) setOwn({ from: undefined, view: outcome.data });
    });
  }, [loads, path, stamp]);

  const run = async (step: Step, work: () => ReturnType<typeof send<ScheduleView>>) => {
    const mine = (asked.current += 1);
    setBusy(step);
    setDone(null);
    setProblem(null);
    const outcome = await work();
    setBusy(null);
    setProblem(outcome.ok ? null : outcome.problem);
    setDone(outcome.ok ? step : null);
    if (outcome.ok && asked.current === mine) setOwn({ from: given, view: outcome.data });
    return outcome.ok;
  };

  return {
    // What the page brings anew is newer than what was answered to it before.
    view: own && own.from === given ? own.view : given,
    busy,
    done,
    problem,
    save: (draft) => run('save', () => send<ScheduleView>('PUT', path, draft)),
    cancel: () => run('cancel', () => send<ScheduleView>('DELETE', path)),
    forget: () => {
      setProblem(null);
      setDone(null);
    },
  };
}
