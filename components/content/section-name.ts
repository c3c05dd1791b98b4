import type { Words } from '@/lib/i18n/words';

type Kinds = Words['common']['kinds'];
export type Kind = keyof Kinds;

/** The class that gives a section and its line in the contents their colour. */
export function kindClass(kind: Kind): string {
  return `kind-${kind.toLowerCase()}`;
}

/** What a section is called: its heading, else its kind; a closing paragraph (OTHER without a heading) has no name. */
export function sectionName({ heading, kind }: { heading: string; kind: Kind }, kinds: Kinds): string | null {
  if (heading !== '') return heading;
  return kind === 'OTHER' ? null : kinds[kind];
}
