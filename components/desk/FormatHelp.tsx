'use client';

import { useWords } from '@/components/shell/WordsProvider';

/** How headings, lists and the rest are written in a section's text. */
export function FormatHelp() {
  const { format } = useWords().desk;
  return (
    <details className="format">
      <summary>{format.title}</summary>
      <dl>
        {format.rows.map(([written, means]) => (
          <div key={written}>
            <dt><code>{written}</code></dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
