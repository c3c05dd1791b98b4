import { strToU8, zipSync } from 'fflate';
import { readDocument } from '../../../../../lib/importing/read-format';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const NAMESPACES = [
  W,
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(' ');
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';

export interface Parts {
  /** What stands in `w:body`. */
  body: string;
  styles?: string;
  numbering?: string;
  footnotes?: string;
  comments?: string;
  header?: string;
  /** Further relationships of the document, as XML. */
  relations?: string;
  files?: Record<string, Uint8Array>;
}

/** A package out of its parts: what only XML can say, Word's own tools for documents do not write. */
export function makeDocx({ body, relations = '', files = {}, ...parts }: Parts): Uint8Array {
  const types = Object.keys(parts) as (keyof typeof parts)[];
  const entries: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    '_rels/.rels': strToU8(`<Relationships ${PACKAGE}><Relationship Id="d" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>`),
    'word/document.xml': strToU8(`<?xml version="1.0" encoding="UTF-8"?><w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`),
    'word/_rels/document.xml.rels': strToU8(
      `<Relationships ${PACKAGE}>${types.map((type) => `<Relationship Id="${type}" Type="${RELATIONS}/${type}" Target="${type}.xml"/>`).join('')}${relations}</Relationships>`,
    ),
    ...files,
  };
  const roots: Record<string, string> = { header: 'hdr' };
  for (const type of types) entries[`word/${type}.xml`] = strToU8(`<w:${roots[type] ?? type} ${NAMESPACES}>${parts[type]}</w:${roots[type] ?? type}>`);
  return zipSync(entries);
}

export const relation = (id: string, type: string, target: string, external = false) =>
  `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`;

/** A paragraph of text; `properties` go into `w:pPr`. */
export const p = (text: string, properties = '') => `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${r(text)}</w:p>`;
export const r = (text: string, properties = '') => `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
export const num = (id: number, level = 0) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`;

export const read = (parts: Parts) => readDocument({ bytes: makeDocx(parts), fileName: 'a.docx' });
/** The lines of a document as it is read. */
export const lines = async (parts: Parts) => (await read(parts)).text.split('\n');
