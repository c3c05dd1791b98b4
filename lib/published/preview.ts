import { cache } from 'react';
import { openPreview } from '../domains/previews/queries';
import { noteStatus } from '../platform/page-cache/render-notes';
import { isUnavailable } from '../platform/unavailable';
import { regionView } from '../text/regions/regions';
import { sectionView, type ShownArticle } from './article';

/** A state of an article as readers would see it, for whoever has the address. */
export type ShownPreview = { state: 'missing' | 'over' } | { state: 'open'; article: ShownArticle; published: boolean; expiresAt: string };

/**
 * What a preview shows, once a request: the one read of this room that is not of what is published. Its answer is kept nowhere
 * (surface `preview` of lib/platform/routes/table.ts), so it notes no tags.
 */
export const getPreview = cache(async (token: string): Promise<ShownPreview> => {
  try {
    const found = await openPreview(token);
    if (found.state !== 'open') return found;
    const { content, article, organisation, published, expiresAt } = found.preview;
    const { title, lead, regionCode, field, year, sections } = content;
    return {
      state: 'open',
      published,
      expiresAt,
      article: {
        number: article.number,
        title,
        lead,
        region: regionView(regionCode),
        organisation: organisation && { name: organisation.name, address: organisation.address },
        field,
        year,
        category: article.category,
        publishedAt: article.publishedAt?.toISOString() ?? null,
        revisedAt: article.publishedAt ? (article.revisedAt?.toISOString() ?? null) : null,
        sections: sections.map(sectionView),
        collections: [],
      },
    };
  } catch (error) {
    noteStatus(isUnavailable(error) ? 503 : 500);
    throw error;
  }
});
