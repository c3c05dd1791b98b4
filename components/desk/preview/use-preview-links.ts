import { useCallback, useEffect, useState } from 'react';
import { send, type Problem } from '@/components/shell/api';
import type { PreviewLinkView } from '@/lib/domains/previews/view';

/** An address of a preview, whole. */
export type PreviewLink = PreviewLinkView & { url: string };

type Step = 'make' | { revoke: string };

export interface PreviewLinks {
  /** Null until they have come. */
  links: readonly PreviewLink[] | null;
  busy: Step | null;
  problem: Problem | null;
  make(days: number): Promise<PreviewLink | null>;
  revoke(id: string): Promise<boolean>;
}

/** The addresses that show a state of an article to strangers. */
export function usePreviewLinks(articleId: string): PreviewLinks {
  const path = `/api/articles/${articleId}/preview-links`;
  const [links, setLinks] = useState<readonly PreviewLink[] | null>(null);
  const [busy, setBusy] = useState<Step | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const load = useCallback(
    () =>
      send<PreviewLink[]>('GET', path).then((outcome) => {
        if (outcome.ok) setLinks(outcome.data);
        else setProblem(outcome.problem);
      }),
    [path],
  );
  useEffect(() => void load(), [load]);

  const run = async <T>(step: Step, work: () => ReturnType<typeof send<T>>): Promise<T | null> => {
    setBusy(step);
    setProblem(null);
    const outcome = await work();
    setBusy(null);
    setProblem(outcome.ok ? null : outcome.problem);
    await load();
    return outcome.ok ? outcome.data : null;
  };
  return {
    links,
    busy,
    problem,
    make: (days) => run('make', () => send<PreviewLink>('POST', path, { days })),
    revoke: async (id) => (await run({ revoke: id }, () => send<{ id: string }>('DELETE', `${path}/${id}`))) !== null,
  };
}
