import { child, elements, textOf, type XmlElement } from './xml';

/** Puts a part in brackets unless it is one sign. */
const grouped = (text: string) => (/^([\p{L}\p{N}.]*|.)$/u.test(text) ? text : `(${text})`);
const chr = (element: XmlElement, properties: string, name: string) => child(child(element, properties), name)?.attributes['m:val'];

/** A formula (OMML) as a line of text: (a+b)/c, x^2, √(x). What is not known here keeps its letters. */
export function mathText(element: XmlElement): string {
  const part = (name: string) => {
    const found = child(element, name);
    return found ? mathText(found) : '';
  };
  switch (element.name) {
    case 'm:t':
      return textOf(element);
    case 'm:f':
      return `${grouped(part('m:num'))}/${grouped(part('m:den'))}`;
    case 'm:sSup':
      return `${part('m:e')}^${grouped(part('m:sup'))}`;
    case 'm:sSub':
      return `${part('m:e')}_${grouped(part('m:sub'))}`;
    case 'm:sSubSup':
      return `${part('m:e')}_${grouped(part('m:sub'))}^${grouped(part('m:sup'))}`;
    case 'm:rad':
      return `${part('m:deg')}√${grouped(part('m:e'))}`;
    case 'm:nary':
      return `${chr(element, 'm:naryPr', 'm:chr') ?? '∫'}${part('m:sub') && `_${grouped(part('m:sub'))}`}${part('m:sup') && `^${grouped(part('m:sup'))}`} ${part('m:e')}`;
    case 'm:d': {
      const inner = elements(element).filter(({ name }) => name === 'm:e').map(mathText).join(',');
      return `${chr(element, 'm:dPr', 'm:begChr') ?? '('}${inner}${chr(element, 'm:dPr', 'm:endChr') ?? ')'}`;
    }
    default:
      return elements(element).map(mathText).join('');
  }
}
