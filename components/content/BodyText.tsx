import { renderHtml, type HtmlLabels } from '@/lib/content/html';
import type { Body } from '@/lib/content/schema';

interface BodyTextProps {
  /** What the schema has accepted: its links are not checked a second time. */
  body: Body;
  /** Keeps the ids in this body apart from all others on the page. */
  idPrefix: string;
  labels: HtmlLabels;
  /** What the names of its pictures stand behind; by default the address of what is published. */
  media?: string | undefined;
  /** What is said of a body that shows nothing; without it nothing is. */
  empty?: string | undefined;
}

/** A body as its readers see it. */
export function BodyText({ body, idPrefix, labels, media, empty }: BodyTextProps) {
  const html = renderHtml(body, { idPrefix, labels, ...(media === undefined ? {} : { media }) });
  if (html === '' && empty !== undefined) return <p className="hint">{empty}</p>;
  return <div className="text" dangerouslySetInnerHTML={{ __html: html }} />;
}
