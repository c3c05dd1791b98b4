import { attribute, hasAttribute, type HtmlElement } from './tree';

/** What a style attribute says, as far as a document's structure shows in it; undefined where it says nothing. */
export interface InlineStyle {
  bold?: boolean;
  italic?: boolean;
  centred?: boolean;
  hidden?: boolean;
  /** Font size in CSS pixels. */
  size?: number;
  /** Level of an item in a Word list. */
  listLevel?: number;
  /** The span that holds a Word list's mark. */
  listMark?: boolean;
}

const POINTS: Record<string, number> = { px: 1, pt: 4 / 3, rem: 16 };
/** `<font size>`, from 1 to 7. */
const FONT_SIZES = [0, 10, 13, 16, 18, 24, 32, 48];

/** Reads the style attribute and the old attributes that say the same. No style sheet is read. */
export function inlineStyle(element: HtmlElement): InlineStyle {
  const style: InlineStyle = {};
  const align = attribute(element, 'align');
  // A table that stands in the middle has not its text there.
  if (align && element.tagName !== 'table') style.centred = align.toLowerCase() === 'center';
  if (element.tagName === 'font') {
    const size = FONT_SIZES[Number(attribute(element, 'size'))];
    if (size) style.size = size;
  }
  if (hasAttribute(element, 'hidden')) style.hidden = true;
  for (const declaration of attribute(element, 'style').slice(0, 4_000).split(';')) {
    const colon = declaration.indexOf(':');
    if (colon > 0) apply(style, declaration.slice(0, colon).trim().toLowerCase(), declaration.slice(colon + 1).trim().toLowerCase());
  }
  return style;
}

function apply(style: InlineStyle, property: string, value: string): void {
  switch (property) {
    case 'font-weight':
      style.bold = /^bold/.test(value) || Number(value) >= 600;
      return;
    case 'font-style':
      style.italic = value === 'italic' || value === 'oblique';
      return;
    case 'text-align':
      style.centred = value === 'center';
      return;
    case 'display':
      if (/^none\b/.test(value)) style.hidden = true;
      return;
    case 'mso-hide':
      if (value === 'all') style.hidden = true;
      return;
    case 'font-size': {
      const [, number, unit] = /^([\d.]{1,8})(px|pt|rem)\b/.exec(value) ?? [];
      if (number && unit) style.size = Number(number) * (POINTS[unit] ?? 1);
      return;
    }
    case 'mso-list': {
      if (value === 'ignore') style.listMark = true;
      const level = /\blevel([1-9])\b/.exec(value)?.[1];
      if (level) style.listLevel = Number(level);
    }
  }
}
