import { send, type Problem } from '@/components/shell/api';
import type { SectionAnswer } from '@/lib/domains/articles/sections';
import type { SectionView } from '@/lib/domains/articles/view';
import type { WordedFinding } from '@/lib/i18n/findings';
import { bodyToText, textToBody } from './body/body-text';
import { knownBlocks } from './body/kept-blocks';
import type { ArticleDesk } from './use-article';
import type { Source } from './use-draft';

/** A section as its author edits it. */
export type SectionDraft = Record<'kind' | 'number' | 'heading' | 'text', string>;

function sectionDraft({ kind, number, heading, body }: SectionView): SectionDraft {
  return { kind, number, heading, text: bodyToText(body) };
}

/** What goes to the server of a draft: the body only where its text was changed. */
export function sectionFields({ text, ...fields }: Partial<SectionDraft>, section: SectionView) {
  return text === undefined ? fields : { ...fields, body: textToBody(text, section.body, knownBlocks) };
}

function staleSection(problem: Problem): SectionView | null {
  return problem.reason === 'stale_version' ? ((problem.current as SectionAnswer | undefined)?.section ?? null) : null;
}

/** How one section's draft is read, saved and compared. */
export function sectionSource({ queue, merge, explained, latest }: ArticleDesk): Source<SectionDraft, SectionView> {
  return {
    read: sectionDraft,
    version: ({ version }) => version,
    paths: { text: 'body' },
    current: staleSection,
    send: async (section, changed) => {
      const path = `/api/articles/${latest().id}/sections/${section.id}`;
      const fields = sectionFields(changed, section);
      const outcome = await queue(async () => {
        const answer = await send<SectionAnswer>('PATCH', path, { version: section.version, ...fields });
        if (!answer.ok) return { ok: false, problem: await explained(answer.problem) };
        await merge(answer.data);
        return answer;
      });
      return outcome.ok ? { ok: true, data: outcome.data.section } : outcome;
    },
  };
}

/** Which block of a body a finding points into, counted from 1; null for the body as a whole. */
export function findingBlock({ path }: WordedFinding): number | null {
  const found = /^\/body\/content\/(\d+)/.exec(path);
  return found ? Number(found[1]) + 1 : null;
}
