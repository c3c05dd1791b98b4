import { strToU8, zipSync } from 'fflate';

export interface OfdText {
  text: string;
  /** In millimetres from the page's top left corner; `y` is the line that the letters stand on. */
  x: number;
  y: number;
  /** Height of the letters, 4 where it is not said. */
  size?: number;
  bold?: boolean;
  /** Attributes of the text object as they are written, beside those above. */
  more?: string;
  /** Steps between the letters as they are written; by the size where it is not said. */
  steps?: string;
}

interface Made {
  pages: (readonly OfdText[])[];
  title?: string;
  /** XML inside of a page's layer, behind its texts; and inside of the document, behind its pages. */
  drawn?: string;
  document?: string;
  files?: Record<string, string | Uint8Array>;
}

const NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function textObject({ text, x, y, size = 4, bold, more = '', steps }: OfdText, index: number): string {
  const letters = [...text].length;
  const delta = steps ?? (letters > 1 ? `DeltaX="g ${letters - 1} ${size}"` : '');
  return `<ofd:TextObject ID="${100 + index}" Boundary="${x} ${y - size} 200 ${size * 1.2}" Font="1" Size="${size}"${bold ? ' Weight="700"' : ''} ${more}><ofd:TextCode X="0" Y="${size}" ${delta}>${escaped(text)}</ofd:TextCode></ofd:TextObject>`;
}

/** An OFD file of A4 pages, as small as the standard has it. */
export function makeOfd({ pages, title, drawn = '', document = '', files = {} }: Made): Uint8Array {
  const page = (texts: readonly OfdText[]) => `<ofd:Page ${NAMESPACE}><ofd:Content><ofd:Layer ID="2">${texts.map(textObject).join('')}${drawn}</ofd:Layer></ofd:Content></ofd:Page>`;
  const parts: Record<string, string | Uint8Array> = {
    'OFD.xml': `<?xml version="1.0" encoding="UTF-8"?><ofd:OFD ${NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>${title ? `<ofd:Title>${title}</ofd:Title>` : ''}</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml': `<ofd:Document ${NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>${pages.map((_, index) => `<ofd:Page ID="${index + 1}" BaseLoc="Pages/Page_${index}/Content.xml"/>`).join('')}</ofd:Pages>${document}</ofd:Document>`,
    'Doc_0/PublicRes.xml': `<ofd:Res ${NAMESPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="1" FontName="宋体"/></ofd:Fonts><ofd:MultiMedias><ofd:MultiMedia ID="9" Type="Image"><ofd:MediaFile>one.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>`,
    ...Object.fromEntries(pages.map((texts, index) => [`Doc_0/Pages/Page_${index}/Content.xml`, page(texts)])),
    ...files,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content])));
}
