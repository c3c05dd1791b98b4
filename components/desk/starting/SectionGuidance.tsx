'use client';

import { useWords } from '@/components/shell/WordsProvider';
import type { SectionView } from '@/lib/domains/articles/view';
import { fill } from '@/lib/i18n/fill';

/** What a template asks of this section's writer: beside his words, never among them. */
export function SectionGuidance({ guidance }: Pick<SectionView, 'guidance'>) {
  const { starting } = useWords().desk;
  if (!guidance) return null;
  return <p className="guidance hint"><span className="label">{starting.guidance}</span> {fill(starting.guidanceText, { ...guidance })}</p>;
}
