import type { Definition, FootnoteDefinition, Image as MarkdownImage, ImageReference, Nodes, Root } from 'mdast';
import { image } from './build';
import type { Image } from './schema';

/** What Markdown can say and a body cannot, or what had to be changed on the way. */
export type MarkdownFindingCode =
  | 'image'
  | 'html'
  | 'code'
  | 'footnote'
  | 'strikethrough'
  | 'task'
  | 'thematic_break'
  | 'definition'
  | 'link_title'
  | 'bad_link'
  | 'heading_level'
  | 'heading_too_long'
  | 'nested_block'
  | 'too_many_columns'
  | 'too_deep'
  | 'too_long'
  | 'unstorable_text';

/** What went otherwise than written, and in which line (from 1) of the source. */
export type MarkdownFinding = `${MarkdownFindingCode}:${number}`;

/** Of a picture in the media store what a body says of it. */
export interface StoredPicture {
  asset: string;
  width: number;
  height: number;
}

/** The stored picture that an address in the source means; undefined where there is none. */
export type PictureAt = (url: string) => StoredPicture | undefined;

/** What a conversion carries along: its findings, and the definitions of links and notes, which may stand anywhere in the text. */
export interface MarkdownContext {
  source: string;
  note: (code: MarkdownFindingCode, node: Nodes) => void;
  definitions: ReadonlyMap<string, Definition>;
  used: Set<string>;
  /** Notes that something outside of all notes refers to. */
  footnotes: ReadonlyMap<string, FootnoteDefinition>;
  /** Whether the words of a note are being read; no note stands in a note. */
  inFootnote: boolean;
  /** Notes that stand in the text by now: a second reference does not repeat the words, which could fill any memory. */
  placed: Set<string>;
  /** Whether an image is a picture of the store; then it waits in `pictures` for the end of the block around it. */
  picture: (node: MarkdownImage | ImageReference) => boolean;
  pictures: Image[];
}

/** All nodes below a node, in reading order; a loop, since inline marks may nest thousands deep. */
export function* descendants(node: Nodes): Generator<Nodes> {
  const stack: Nodes[] = [node];
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next;
    if ('children' in next) stack.push(...[...next.children].reverse());
  }
}

/** Definitions that text outside of them refers to. Notes within notes are words of the outer one. */
function referredFootnotes(root: Root): Map<string, FootnoteDefinition> {
  const definitions = new Map<string, FootnoteDefinition>();
  const referred = new Set<string>();
  const stack: Nodes[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'footnoteReference') referred.add(node.identifier);
    if (node.type === 'footnoteDefinition') {
      if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
    } else if ('children' in node) stack.push(...[...node.children].reverse());
  }
  return new Map([...definitions].filter(([identifier]) => referred.has(identifier)));
}

/** The context of a parsed document: `findings` fills while blocks are converted. */
export function contextOf(root: Root, source: string, findings: Set<MarkdownFinding>, pictureAt: PictureAt): MarkdownContext {
  const definitions = new Map<string, Definition>();
  const used = new Set<string>();
  const pictures: Image[] = [];
  const note: MarkdownContext['note'] = (code, node) => findings.add(`${code}:${node.position?.start.line ?? 1}`);
  for (const node of descendants(root)) {
    if (node.type !== 'definition') continue;
    // The first definition of a label holds, as in CommonMark.
    if (definitions.has(node.identifier)) note('definition', node);
    else definitions.set(node.identifier, node);
  }
  const picture: MarkdownContext['picture'] = (node) => {
    const target = node.type === 'image' ? node : definitions.get(node.identifier);
    const stored = target && pictureAt(target.url);
    if (stored) pictures.push(image(stored, { alt: node.alt ?? '', caption: target.title ?? '' }));
    return stored !== undefined;
  };
  return { source, definitions, used, note, footnotes: referredFootnotes(root), inFootnote: false, placed: new Set(), picture, pictures };
}
