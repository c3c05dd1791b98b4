import { send, type Outcome, type Problem } from '@/components/shell/api';
import { halfWidthNumber } from '@/lib/platform/characters';
import type { ArticleView } from '@/lib/domains/articles/view';
import type { ArticleDesk } from './use-article';
import type { Source } from './use-draft';

/** The article's own fields as its author edits them; a region is its code and its name, parted by a space. */
export type FieldsDraft = Record<'title' | 'lead' | 'category' | 'organisation' | 'region' | 'year' | 'field', string>;

function fieldsDraft(article: ArticleView): FieldsDraft {
  return {
    title: article.title,
    lead: article.lead,
    category: article.category?.slug ?? '',
    organisation: article.organisation ?? '',
    region: article.region ? `${article.region.code} ${article.region.name}` : '',
    year: article.year === null ? '' : String(article.year),
    field: article.field,
  };
}

export const regionCode = (region: string) => region.slice(0, 6);
export const regionLabel = (region: string) => region.slice(7);

/** What goes to the server of a draft: empty choices are null, a year is a number. */
function toChange({ category, organisation, region, year, ...plain }: Partial<FieldsDraft>) {
  return {
    ...plain,
    ...(category === undefined ? {} : { category: category || null }),
    ...(organisation === undefined ? {} : { organisation: organisation.trim() || null }),
    ...(region === undefined ? {} : { regionCode: region ? regionCode(region) : null }),
    ...(year === undefined ? {} : { year: year.trim() ? Number(halfWidthNumber(year)) : null }),
  };
}

/** A year that is no number cannot even be sent as one: it is refused here, in the form of a refusal of the server's. */
function badYear(message: string): Outcome<never> {
  return { ok: false, problem: { status: 422, code: 'invalid', title: message, errors: [{ path: '/year', code: 'bad_year', message }] } };
}

function staleArticle(problem: Problem): ArticleView | null {
  return problem.reason === 'stale_version' ? ((problem.current as ArticleView | undefined) ?? null) : null;
}

/** How the fields' draft is read, saved and compared. */
export function fieldsSource({ queue, adopt, explained, latest }: ArticleDesk, yearMessage: string): Source<FieldsDraft, ArticleView> {
  return {
    read: fieldsDraft,
    version: ({ version }) => version,
    paths: { region: 'regionCode' },
    current: staleArticle,
    send: async (article, changed) => {
      if (changed.year?.trim() && !/^\d{4}$/.test(halfWidthNumber(changed.year.trim()))) return badYear(yearMessage);
      return queue(async () => {
        const path = `/api/articles/${latest().id}`;
        const answer = await send<ArticleView>('PATCH', path, { version: article.version, ...toChange(changed) });
        if (!answer.ok) return { ok: false, problem: await explained(answer.problem) };
        adopt(answer.data);
        return answer;
      });
    },
  };
}
