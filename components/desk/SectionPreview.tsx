'use client';

import { BodyText } from '@/components/content/BodyText';
import { useWords } from '@/components/shell/WordsProvider';
import { DESK_MEDIA } from '@/lib/content/picture-files';
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
  const body = textToBody(text, previous, knownBlocks);
  return (
    <div className="preview" role="group" aria-label={words.sections.preview}>
      <BodyText body={body} idPrefix={prefix} labels={common.html} language={common.language} media={DESK_MEDIA} empty={words.sections.previewEmpty} />
    </div>
  );
}
