import { renderHtml } from '@/lib/content/html';
import { textLanguage } from '@/lib/i18n/text-language';
import type { HtmlLabels } from '@/lib/content/nodes/node';
import type { Body } from '@/lib/content/schema';

export interface BodyTextProps {
  /** What the schema has accepted: its links are not checked a second time. */
  body: Body;
  /** Keeps the ids in this body apart from all others on the page. */
  idPrefix: string;
  labels: HtmlLabels;
  /** Of the page. */
  language: string;
  /** What the names of its pictures stand behind; by default the address of what is published. */
  media?: string | undefined;
  /** Where notes and addresses are counted through several bodies: see renderHtml. */
  firstNote?: number | undefined;
  addresses?: ReadonlyMap<string, number> | undefined;
  /** What is said of a body that shows nothing; without it nothing is. */
  empty?: string | undefined;
}

/** A body as its readers see it. */
export function BodyText({ body, idPrefix, labels, language, media, firstNote = 1, addresses, empty }: BodyTextProps) {
  const html = renderHtml(body, { idPrefix, labels, firstNote, ...(media === undefined ? {} : { media }), ...(addresses === undefined ? {} : { addresses }) });
  if (html === '' && empty !== undefined) return <p className="hint">{empty}</p>;
  return <div className="text" lang={textLanguage(html, language)} dangerouslySetInnerHTML={{ __html: html }} />;
}
