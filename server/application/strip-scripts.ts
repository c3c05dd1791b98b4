/** A data block, told by its opening tag. */
const DATA = /^<script type="application\/ld\+json">/;
/** An island's whole element, as components/shell/Island.tsx writes it and nothing else is written. */
const ISLAND = /^<script (?:type="module" )?src="\/islands\/[a-z][a-z0-9-]*\.[A-Z2-7]{8}\.js"><\/script>$/;
const SCRIPT_PRELOAD = /^<link\b(?=[^>]*\brel="(?:preload|modulepreload)")[^>]*(?:\bas="script"|\brel="modulepreload")/;

/** Whether Next gave up on the page and answered the shell that only its client can fill. */
export function isErrorShell(html: string): boolean {
  return html.includes('id="__next_error__"');
}

/**
 * A page of Next's as a document: every script is taken out but data blocks (JSON-LD) and one of each island, with the
 * preloads of scripts. Text cannot hold a bare `<script`, since React escapes it, so one scan from left to right
 * is exact and linear, and no author can write what passes for an island.
 */
export function toDocument(html: string): string {
  const kept: string[] = [];
  const islands = new Set<string>();
  const next = { script: html.indexOf('<script'), link: html.indexOf('<link') };
  let from = 0;
  for (;;) {
    // Each kind is looked for again only when it has been passed: a page without one of them is not searched for it at every tag.
    if (next.script !== -1 && next.script < from) next.script = html.indexOf('<script', from);
    if (next.link !== -1 && next.link < from) next.link = html.indexOf('<link', from);
    const at = nearer(next.script, next.link);
    if (at === -1) break;
    const end = tagEnd(html, at);
    const element = html.slice(at, end);
    const drop = html.startsWith('<script', at) ? !isKept(element, islands) : SCRIPT_PRELOAD.test(element);
    kept.push(html.slice(from, drop ? at : end));
    from = end;
  }
  kept.push(html.slice(from));
  return kept.join('');
}

/** @param islands those that the page has already */
function isKept(script: string, islands: Set<string>): boolean {
  if (!ISLAND.test(script)) return DATA.test(script);
  const isNew = !islands.has(script);
  islands.add(script);
  return isNew;
}

function nearer(one: number, other: number): number {
  return one === -1 || other === -1 ? Math.max(one, other) : Math.min(one, other);
}

/** The end of the whole element: for a script its closing tag, for a link the tag itself. */
function tagEnd(html: string, at: number): number {
  const closing = html.startsWith('<script', at) ? '</script>' : '>';
  const end = html.indexOf(closing, at);
  return end === -1 ? html.length : end + closing.length;
}
