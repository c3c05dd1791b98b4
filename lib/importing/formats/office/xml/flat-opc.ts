import { unreadable } from '../../../../platform/errors';
import type { Archive } from '../../archive/archive';
import { fileNameForm } from '../../archive/file-names';
import { child, elements, readElements, textOf, type XmlElement } from '../../docx/xml';

/**
 * A package that is one XML file (`pkg:package`, flat OPC) as the archive that it stands for.
 * @throws DomainError unreadable_document as `readElements`
 */
export function archiveOfFlatPackage(bytes: Uint8Array): Archive {
  const parts = new Map<string, Uint8Array>();
  readElements(bytes, (name) => name === 'pkg:part', (part) => {
    const name = (part.attributes['pkg:name'] ?? '').replace(/^\/+/, '');
    const [xml] = elements(child(part, 'pkg:xmlData'));
    const binary = child(part, 'pkg:binaryData');
    const content = xml ? Buffer.from(written(xml)) : binary ? Buffer.from(textOf(binary), 'base64') : null;
    if (name !== '' && content) parts.set(fileNameForm(name), content);
  });
  if (parts.size === 0) throw unreadable('damaged');
  const find = (name: string) => parts.get(fileNameForm(name)) ?? null;
  return {
    names: [...parts.keys()],
    has: (name) => find(name) !== null,
    size: (name) => find(name)?.byteLength ?? null,
    read: (name) => Promise.resolve(find(name)),
  };
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;', '\n': '&#10;', '\t': '&#9;' };
const escaped = (text: string) => text.replace(/[&<>"\r\n\t]/g, (sign) => ESCAPES[sign]!);

/** An element as XML. Its names have the prefixes of the standard, which need no declaration to be read again. */
function written(element: XmlElement): string {
  const pieces: string[] = [];
  const write = (one: XmlElement | string): void => {
    if (typeof one === 'string') return void pieces.push(escaped(one));
    pieces.push('<', one.name);
    for (const name in one.attributes) pieces.push(' ', name, '="', escaped(one.attributes[name] ?? ''), '"');
    pieces.push('>');
    one.children.forEach(write);
    pieces.push('</', one.name, '>');
  };
  write(element);
  return pieces.join('');
}
