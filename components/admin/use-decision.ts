import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { send, type Outcome, type Problem } from '@/components/shell/api';
import type { ArticleView } from '@/lib/domains/articles/view';

type Step = 'approve' | 'approveAndPublish' | 'return' | 'publish' | 'withdraw';

export interface DecisionDesk {
  busy: Step | null;
  done: Step | null;
  problem: Problem | null;
  /** Approved, but publishing failed. */
  half: boolean;
  decide(step: 'approve' | 'approveAndPublish' | 'return', note: string): Promise<void>;
  publish(): Promise<void>;
  withdraw(reason: string): Promise<void>;
}

/** The steps a reviewer or admin can take with one revision; after each the page is read afresh. */
export function useDecision(articleId: string, revisionId: string): DecisionDesk {
  const router = useRouter();
  const [busy, setBusy] = useState<Step | null>(null);
  const [done, setDone] = useState<Step | null>(null);
  const [half, setHalf] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const path = `/api/articles/${articleId}`;

  const run = async (step: Step, work: () => Promise<Outcome<ArticleView>>) => {
    setBusy(step);
    setDone(null);
    setHalf(false);
    setProblem(null);
    const outcome = await work();
    setBusy(null);
    setProblem(outcome.ok ? null : outcome.problem);
    setDone(outcome.ok ? step : null);
    // Of a newer revision the page asks first: to read it takes the note away that was written on this one.
    if (outcome.ok || (outcome.problem.status === 409 && outcome.problem.reason !== 'stale_version')) router.refresh();
  };
  const publication = () => send<ArticleView>('POST', `${path}/publication`, { revisionId });

  return {
    busy,
    done,
    problem,
    half,
    decide: (step, note) =>
      run(step, async () => {
        const outcome = step === 'return' ? 'RETURNED' : 'APPROVED';
        const decided = await send<ArticleView>('POST', `${path}/decision`, { revisionId, outcome, note });
        // Where the category says so, the approval has published already.
        const published = decided.ok && decided.data.publication.revisionId === revisionId;
        if (step !== 'approveAndPublish' || !decided.ok || published) return decided;
        const result = await publication();
        if (!result.ok) {
          setHalf(true);
          router.refresh();
        }
        return result;
      }),
    publish: () => run('publish', publication),
    withdraw: (reason) => run('withdraw', () => send<ArticleView>('DELETE', `${path}/publication`, { reason })),
  };
}
