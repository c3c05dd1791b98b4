import { strToU8, zipSync } from 'fflate';
import { readDocument } from '../../../../../lib/importing/read-format';

/** Office files out of what stands in their text; heads are as small as programs allow. */

export const read = (bytes: Uint8Array | string, fileName = 'a.doc') => readDocument({ bytes: typeof bytes === 'string' ? strToU8(bytes) : bytes, fileName });

/** Characters as RTF writes them for whoever knows no Unicode. */
export const rtfText = (text: string) => [...text].map((sign) => (sign < '\u0080' ? sign.replace(/[\\{}]/g, '\\$&') : [...Array(sign.length).keys()].map((index) => `\\u${(sign.charCodeAt(index) << 16) >> 16}?`).join(''))).join('');

export const rtf = (body: string, head = '') => `{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}{\\f1\\froman\\fcharset0 Times New Roman;}{\\f2\\fnil\\fcharset2 Wingdings;}}${head}${body}}`;

const ODF = ['office', 'style', 'text', 'table', 'meta', 'manifest'].map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`).join(' ');
const ODF_NAMES = `${ODF} xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"`;

export interface OdtParts {
  body: string;
  styles?: string;
  automatic?: string;
  meta?: string;
  master?: string;
  files?: Record<string, Uint8Array>;
  manifest?: string;
}

export function odt({ body, styles = '', automatic = '', meta = '', master = '', files = {}, manifest = '' }: OdtParts): Uint8Array {
  return zipSync({
    mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
    'content.xml': strToU8(`<office:document-content ${ODF_NAMES}><office:automatic-styles>${automatic}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`),
    'styles.xml': strToU8(`<office:document-styles ${ODF_NAMES}><office:styles>${styles}</office:styles><office:master-styles>${master}</office:master-styles></office:document-styles>`),
    'meta.xml': strToU8(`<office:document-meta ${ODF_NAMES}><office:meta>${meta}</office:meta></office:document-meta>`),
    'META-INF/manifest.xml': strToU8(`<manifest:manifest ${ODF_NAMES}>${manifest}</manifest:manifest>`),
    ...files,
  });
}

export const fodt = ({ body, styles = '', automatic = '', meta = '' }: OdtParts) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<office:document ${ODF_NAMES} office:mimetype="application/vnd.oasis.opendocument.text"><office:meta>${meta}</office:meta><office:styles>${styles}</office:styles><office:automatic-styles>${automatic}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document>`;

export const word2003 = (body: string, head = '') =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core">${head}<w:body><wx:sect>${body}</wx:sect></w:body></w:wordDocument>`;

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A DOCX as one XML file; `parts` by their names, `relations` as XML. */
export function flatOpc(body: string, relations = '', parts: Record<string, string> = {}): string {
  const part = (name: string, content: string) => `<pkg:part pkg:name="/${name}"><pkg:xmlData>${content}</pkg:xmlData></pkg:part>`;
  const all = {
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="d" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${PACKAGE}">${relations}</Relationships>`,
    'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${RELATIONS}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>${body}</w:body></w:document>`,
    ...parts,
  };
  return `<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">${Object.entries(all).map(([name, content]) => part(name, content)).join('')}<pkg:part pkg:name="/word/media/a.png"><pkg:binaryData>iVBORw0K\nGgo=</pkg:binaryData></pkg:part></pkg:package>`;
}
