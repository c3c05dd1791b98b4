'use client';

import { useWords } from '@/components/shell/WordsProvider';
import { DESK_MEDIA } from '@/lib/content/picture-files';
import { renderHtml } from '@/lib/content/html';
import type { Body } from '@/lib/content/schema';
import { textToBody } from './body/body-text';
import { knownBlocks } from './body/kept-blocks';

interface SectionPreviewProps {
  text: string;
  previous: Body;
  /** Keeps the ids of headings apart from all others on the page. */
  prefix: string;
}

/** The text as readers will see it. What `textToBody` makes holds safe links only, so it can be rendered as it is. */
export function SectionPreview({ text, previous, prefix }: SectionPreviewProps) {
  const { common, desk: words } = useWords();
  const html = renderHtml(textToBody(text, previous, knownBlocks), { idPrefix: prefix, labels: common.html, media: DESK_MEDIA });
  return (
    <div className="preview" role="group" aria-label={words.sections.preview}>
      {html ? <div className="text" dangerouslySetInnerHTML={{ __html: html }} /> : <p className="hint">{words.sections.previewEmpty}</p>}
    </div>
  );
}
