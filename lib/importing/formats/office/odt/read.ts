import { unreadable } from '../../../../platform/errors';
import type { Archive } from '../../archive/archive';
import type { ImportedDocument } from '../../document';
import { readPackage } from '../../docx/read';
import { descendants, elements, readElements, readRoot, textOf, type XmlElement } from '../../docx/xml';
import { PackageMaker } from '../package-maker';
import { OUTLINE } from './lists';
import { OdtStory } from './story';
import { addList, addStyle } from './styles';

const HEAD = new Set(['office:styles', 'office:automatic-styles', 'office:master-styles', 'office:meta']);
const PROPERTIES: Record<string, string> = { 'dc:title': 'dc:title', 'dc:subject': 'dc:subject', 'dc:creator': 'dc:creator', 'meta:keyword': 'cp:keywords' };
const FURNITURE = /^style:(?:header|footer)/;

/**
 * Reads an OpenDocument text (ODF 1.0 to 1.4): a ZIP file with its text, its styles and its pictures.
 * @throws DomainError unreadable_document: password, damaged, and as `readElements`
 */
export async function readOdt(archive: Archive): Promise<ImportedDocument> {
  const manifest = await archive.read('META-INF/manifest.xml');
  if (manifest && [...descendants(readRoot(manifest), 'manifest:encryption-data')].length > 0) throw unreadable('password');
  const content = await archive.read('content.xml');
  if (!content) throw unreadable('damaged');
  const others = [await archive.read('styles.xml'), await archive.read('meta.xml')].filter((part) => part !== null);
  return read(content, others, (key) => archive.read(key));
}

/** Reads an OpenDocument text that is one XML file (`office:document`). @throws DomainError as `readOdt` */
export async function readFlatOdt(bytes: Uint8Array): Promise<ImportedDocument> {
  return read(bytes, []);
}

const isBlock = (_: string, parent: string) => parent === 'office:text';

function read(content: Uint8Array, others: readonly Uint8Array[], picture?: (key: string) => Promise<Uint8Array | null>): Promise<ImportedDocument> {
  const maker = new PackageMaker();
  const starts = new Map<string, string>();
  const take = (one: XmlElement) => addHead(one, maker, starts);
  for (const part of others) readElements(part, (_, parent) => HEAD.has(parent), take);
  readElements(content, (_, parent) => HEAD.has(parent), take);
  const story = (own: PackageMaker) => {
    const made = new OdtStory(own);
    starts.forEach((start, style) => made.lists.starts.set(style, start));
    return made;
  };
  // Notes and the lists that paragraphs refer to stand inside of the text and are asked for before it, so it is gone through twice.
  const first = story(maker);
  readElements(content, isBlock, (element) => void first.block(element));
  return readPackage(maker.finish((say) => {
    const second = story(new PackageMaker());
    readElements(content, isBlock, (element) => second.block(element).forEach((one) => typeof one !== 'string' && say(one)));
  }, picture), 'odt');
}

/** A style, the definition of a list, the head and foot of pages, or a property. */
function addHead(one: XmlElement, maker: PackageMaker, starts: Map<string, string>): void {
  if (one.name === 'style:style') addStyle(one, maker);
  else if (one.name === 'text:outline-style') addList(one, maker, OUTLINE);
  else if (one.name === 'text:list-style') {
    const name = one.attributes['style:name'] ?? '';
    addList(one, maker, name);
    const start = elements(one).find(({ attributes }) => attributes['text:level'] === '1')?.attributes['text:start-value'];
    if (start) starts.set(name, start);
  } else if (one.name === 'style:master-page') {
    const story = new OdtStory(new PackageMaker());
    for (const part of elements(one)) if (FURNITURE.test(part.name)) maker.addFurniture(story.blocks(part));
  } else if (PROPERTIES[one.name]) maker.addProperty(PROPERTIES[one.name]!, textOf(one));
}
