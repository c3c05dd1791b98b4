import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { categoryOptions } from '@/components/desk/category-options';
import { ImportDesk } from '@/components/desk/import/ImportDesk';
import { mayWrite } from '@/lib/domains/users/roles';
import { words } from '@/lib/i18n/words';
import { categoryNames } from '@/lib/published/categories';
import { requireActor } from '../../../shell/session';
import './import.css';

export function generateMetadata(): Metadata {
  return { title: words().importing.title };
}

/** Documents in: looked over on the page, and stored as drafts when the editor says so. */
export default async function ImportPage() {
  const actor = await requireActor('/desk/import');
  // The desk says to a reader what he can do.
  if (!mayWrite(actor)) redirect('/desk');
  const { common, importing, imports, checks, facets, errors } = words();
  return <ImportDesk words={{ common, importing, imports, checks, facets, documents: errors.documents }} categories={categoryOptions(await categoryNames())} />;
}
