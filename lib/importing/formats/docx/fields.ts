import { child, toggle, type XmlElement } from './xml';

interface Field {
  code: string;
  /** Whether its result has begun: what stands before that is the field's code. */
  result: boolean;
  checkbox: XmlElement | undefined;
}

const CONTENTS = /^\s*(TOC|INDEX|TOA)\b/i;
const LINK = /^\s*HYPERLINK\s+(?!\\l)"([^"]*)"/i;

/** What a field without a printed result shows; `reading` stands above it and has no place in the text. */
export type FieldText = { text: string; reading?: string | undefined } | { unknown: string };

const CIRCLED = (value: number) => (value >= 1 && value <= 20 ? String.fromCodePoint(0x245f + value) : null);

/** `EQ \o\ad(\s\up 9(pīn),拼)`: how Word for Chinese sets a reading above a word. */
const READING = /\\o\\a[a-z]\s{0,9}\(\s{0,9}\\s\\up\s{0,9}\d{1,4}\(([^()]{0,200})\)[,，;；]([^()]{0,200})\)/i;

/** What `EQ` prints of the kinds that Chinese documents use: a sign in a circle, words with a reading above, plain overstrikes. */
function equation(code: string): FieldText | null {
  const read = READING.exec(code);
  if (read) return { text: (read[2] ?? '').trim(), reading: read[1] };
  const found = /\\o(?:\\a[clr])?\s{0,9}\(([^,，;；()]{0,20})[,，;；]([^()]{0,40})\)/i.exec(code);
  if (!found) return null;
  const inner = (found[2] ?? '').trim();
  const circle = /[○〇◯]/.test(found[1] ?? '') ? CIRCLED(Number(inner)) : null;
  return { text: circle ?? inner };
}

/** The fields that are open: they nest, and go over paragraphs. */
export class Fields {
  private readonly open: Field[] = [];
  /** How many of them are in their code, and how many are contents lists: asked about at every run. */
  private codes = 0;
  private contents = 0;
  private readonly links: string[] = [];

  begin(mark: XmlElement): void {
    this.open.push({ code: '', result: false, checkbox: child(child(mark, 'w:ffData'), 'w:checkBox') });
    this.codes += 1;
  }

  code(text: string): void {
    const field = this.open.at(-1);
    // No code is that long; a hostile one would be kept in memory.
    if (field && !field.result && field.code.length < 4_096) field.code += text;
  }

  separate(): void {
    const field = this.open.at(-1);
    if (!field || field.result) return;
    field.result = true;
    this.codes -= 1;
    if (CONTENTS.test(field.code)) this.contents += 1;
    const href = LINK.exec(field.code)?.[1];
    if (href !== undefined) this.links.push(href);
  }

  /** Ends the innermost field; what it shows where it had no result. */
  end(): FieldText | null {
    const field = this.open.pop();
    if (!field) return null;
    if (field.result) {
      if (CONTENTS.test(field.code)) this.contents = Math.max(0, this.contents - 1);
      if (LINK.test(field.code)) this.links.pop();
      return null;
    }
    this.codes -= 1;
    if (this.inCode) return null;
    const code = field.code.trim();
    if (field.checkbox) return { text: toggle(field.checkbox, 'w:checked') ?? toggle(field.checkbox, 'w:default') ? '☑' : '☐' };
    const shown = /^eq\b/i.test(code) ? equation(code) : null;
    if (shown) return shown;
    return /^(eq|symbol|includepicture|includetext|link|embed|advance)\b/i.test(code) ? { unknown: code } : null;
  }

  /** A contents list whose end has been lost would take all that follows along: it ends here. */
  endContents(): void {
    this.contents = 0;
  }

  /** Whether what stands here is the code of a field, which is not printed. */
  get inCode(): boolean {
    return this.codes > 0;
  }

  /** Whether this is part of a contents list or an index. */
  get inContents(): boolean {
    return this.contents > 0;
  }

  /** The address that the innermost link field leads to. */
  get href(): string | undefined {
    return this.links.at(-1);
  }
}
