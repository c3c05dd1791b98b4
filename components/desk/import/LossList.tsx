'use client';

import { fill } from '@/lib/i18n/fill';
import type { Loss } from '@/lib/importing/formats/document';
import { isolated } from '@/lib/platform/direction';
import { useImportWords } from './ImportWordsProvider';

/** What the document has and its drafts will not have. */
export function LossList({ losses }: { losses: readonly Loss[] }) {
  const { importing, imports } = useImportWords();
  if (losses.length === 0) return null;
  return (
    <section className="losses" aria-labelledby="losses-title">
      <h3 id="losses-title" className="label">{importing.lossesTitle}</h3>
      <ul>
        {losses.map(({ code, count, texts }) => (
          <li key={code}>
            {fill(importing.loss, { what: imports.losses[code], count })}
            {texts.length > 0 ? <span className="hint"> {isolated(texts.slice(0, 5).join('；').slice(0, 300))}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
