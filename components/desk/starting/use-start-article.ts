import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { newKey, send, type Problem } from '@/components/shell/api';
import type { ArticleView } from '@/lib/domains/articles/view';
import type { TemplateName } from '@/lib/domains/articles/templates';

/** Starts an article, of a template or of none, and opens it; tried again, it is the same one. */
export function useStartArticle(template?: TemplateName): { busy: boolean; problem: Problem | null; start: () => Promise<void> } {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const key = useRef('');
  const start = async () => {
    setBusy(true);
    setProblem(null);
    key.current ||= newKey();
    const outcome = await send<ArticleView>('POST', '/api/articles', { ...(template ? { template } : {}) }, key.current);
    if (outcome.ok) return router.push(`/desk/articles/${outcome.data.id}`);
    setProblem(outcome.problem);
    setBusy(false);
  };
  return { busy, problem, start };
}
