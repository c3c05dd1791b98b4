import { unreadable } from '../../../../platform/errors';
import type { Archive } from '../../archive/archive';
import type { ImportedDocument } from '../../document';
import { readPackage } from '../../docx/read';
import { descendants, elements, readElements, readRoot, textOf, type XmlElement } from '../../docx/xml';
import { PackageMaker } from '../package-maker';
import { OUTLINE, type ListStyles } from './lists';
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
  const styles: ListStyles = { outline: '', starts: new Map(), paragraphs: new Map() };
  const take = (one: XmlElement) => addHead(one, maker, styles);
  for (const part of others) readElements(part, (_, parent) => HEAD.has(parent), take);
  readElements(content, (_, parent) => HEAD.has(parent), take);
  // Notes and the lists that paragraphs refer to stand inside of the text and are asked for before it, so it is gone through twice.
  const first = new OdtStory(maker, styles);
  readElements(content, isBlock, (element) => {
    maker.startBlock();
    first.block(element);
  });
  return readPackage(maker.finish((say) => {
    const own = new PackageMaker();
    const second = new OdtStory(own, styles);
    readElements(content, isBlock, (element) => {
      own.startBlock();
      second.block(element).forEach((one) => typeof one !== 'string' && say(one));
    });
  }, picture), 'odt');
}

/** A style, the definition of a list, the head and foot of pages, or a property. */
function addHead(one: XmlElement, maker: PackageMaker, styles: ListStyles): void {
  if (one.name === 'style:style') {
    const { 'style:family': family, 'style:name': name = '', 'style:list-style-name': list, 'style:parent-style-name': parent } = one.attributes;
    if (family === 'paragraph') styles.paragraphs.set(name, { list, parent });
    addStyle(one, maker);
  } else if (one.name === 'text:outline-style') {
    styles.outline = one.attributes['style:name'] ?? '';
    addList(one, maker, OUTLINE);
  } else if (one.name === 'text:list-style') {
    const name = one.attributes['style:name'] ?? '';
    addList(one, maker, name);
    const start = elements(one).find(({ attributes }) => attributes['text:level'] === '1')?.attributes['text:start-value'];
    if (start) styles.starts.set(name, start);
  } else if (one.name === 'style:master-page') {
    const story = new OdtStory(new PackageMaker(), styles);
    for (const part of elements(one)) if (FURNITURE.test(part.name)) maker.addFurniture(story.blocks(part));
  } else if (PROPERTIES[one.name]) maker.addProperty(PROPERTIES[one.name]!, textOf(one));
}
