import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ArticleEditor } from '@/components/desk/ArticleEditor';
import { categoryOptions } from '@/components/desk/category-options';
import { deletedSections, getArticle } from '@/lib/domains/articles/queries';
import { id as articleId } from '@/lib/domains/articles/schema';
import { currentActor } from '@/lib/domains/users/auth';
import { isDomainError } from '@/lib/platform/errors';
import { words } from '@/lib/i18n/words';
import { categoryNames } from '@/lib/published/categories';
import { isolated } from '@/lib/platform/direction';
import { requireActor } from '../../../../shell/session';

interface Props {
  params: Promise<{ id: string }>;
}

/** The article, once for the page and its title; null where there is none that this account may see. */
const load = cache(async (id: string) => {
  const actor = await currentActor();
  if (!actor || !articleId.safeParse(id).success) return null;
  return getArticle(actor, id).catch((error: unknown) => {
    if (isDomainError(error) && error.code === 'not_found') return null;
    throw error;
  });
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  return { title: isolated((await load(id))?.title || words().desk.article.untitled) };
}

/** The writing desk of one article. */
export default async function ArticlePage({ params }: Props) {
  const { id } = await params;
  const actor = await requireActor(`/desk/articles/${id}`);
  const article = await load(id);
  if (!article) notFound();
  const deleted = article.allowed.includes('article.edit') ? await deletedSections(actor, article.id) : [];
  return <ArticleEditor key={article.id} initial={article} deleted={deleted} categories={categoryOptions(await categoryNames())} />;
}
