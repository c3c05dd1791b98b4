import fc from 'fast-check';
import { expect, test } from 'vitest';
import { image } from '../../../lib/content/build';
import type { ImportedDocument } from '../../../lib/importing/formats/document';
import { readDocument } from '../../../lib/importing/read-format';
import { articlesOf, hanIn, textsIn } from './articles';
import { makeDocx, num } from './formats/docx/make-docx';
import { makeEpub } from './formats/epub/make-epub';
import { html, message, multipart, text } from './formats/mail/make-message';
import { ghost, wxr } from './formats/site-export/make-exports';
import { odt, rtf, rtfText } from './formats/office/office-files';

/** A document as a tree, to be written in each format. */
type Node =
  | { type: 'heading'; level: number; text: string }
  | { type: 'paragraph'; text: string; bold: boolean; note: string | null }
  | { type: 'list'; ordered: boolean; items: string[] }
  | { type: 'table'; rows: string[][] }
  | { type: 'quote'; text: string }
  | { type: 'image'; alt: string }
  | { type: 'caption'; text: string };

const words = fc.stringMatching(/^[一-龥]{1,30}[。：，]?$/);
const short = fc.stringMatching(/^[一-龥]{2,8}$/);
const node: fc.Arbitrary<Node> = fc.oneof(
  fc.record({ type: fc.constant('heading' as const), level: fc.integer({ min: 1, max: 4 }), text: fc.oneof(short, fc.constantFrom('一、工作背景', '二、主要做法', '（一）建机制', '三、成效', '案例一')) }),
  fc.record({ type: fc.constant('paragraph' as const), text: words, bold: fc.boolean(), note: fc.option(short, { freq: 5 }) }),
  fc.record({ type: fc.constant('list' as const), ordered: fc.boolean(), items: fc.array(words, { minLength: 1, maxLength: 4 }) }),
  fc.record({ type: fc.constant('table' as const), rows: fc.array(fc.array(short, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 3 }) }),
  fc.record({ type: fc.constant('quote' as const), text: words }),
  fc.record({ type: fc.constant('image' as const), alt: short }),
  fc.record({ type: fc.constant('caption' as const), text: fc.tuple(fc.constantFrom('图1 ', '图二：', '表3-1 ', '（图4 '), words).map(([number, rest]) => number + rest) }),
);
const tree = fc.array(node, { minLength: 1, maxLength: 14 });

function toHtml(nodes: Node[]): string {
  const notes: string[] = [];
  const body = nodes.map((one) => {
    switch (one.type) {
      case 'heading':
        return `<h${one.level}>${one.text}</h${one.level}>`;
      case 'paragraph': {
        const mark = one.note === null ? '' : `<sup><a href="#fn${notes.push(one.note)}">${notes.length}</a></sup>`;
        return `<p>${one.bold ? `<b>${one.text}</b>` : one.text}${mark}</p>`;
      }
      case 'list':
        return `<${one.ordered ? 'ol' : 'ul'}>${one.items.map((item) => `<li>${item}</li>`).join('')}</${one.ordered ? 'ol' : 'ul'}>`;
      case 'table':
        return `<table border="1">${one.rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
      case 'quote':
        return `<blockquote>${one.text}</blockquote>`;
      case 'caption':
        return `<p>${one.text}</p>`;
      case 'image':
        return `<p><img src="a.png" alt="${one.alt}"></p>`;
    }
  });
  return `<!DOCTYPE html><html><body>${body.join('')}${notes.map((note, i) => `<p id="fn${i + 1}">${note}</p>`).join('')}</body></html>`;
}

function toMarkdown(nodes: Node[]): string {
  const notes: string[] = [];
  const blocks = nodes.map((one) => {
    switch (one.type) {
      case 'heading':
        return `${'#'.repeat(one.level)} ${one.text}`;
      case 'paragraph':
        return `${one.bold ? `**${one.text}**` : one.text}${one.note === null ? '' : `[^${notes.push(one.note)}]`}`;
      case 'list':
        return one.items.map((item, i) => `${one.ordered ? `${i + 1}.` : '-'} ${item}`).join('\n');
      case 'table':
        return one.rows.map((row, i) => `| ${row.join(' | ')} |${i === 0 ? `\n|${'---|'.repeat(row.length)}` : ''}`).join('\n');
      case 'quote':
        return `> ${one.text}`;
      case 'caption':
        return one.text;
      case 'image':
        return `![${one.alt}](a.png)`;
    }
  });
  return [...blocks, ...notes.map((note, i) => `[^${i + 1}]: ${note}`)].join('\n\n');
}

function toDocx(nodes: Node[]): Uint8Array {
  const notes: string[] = [];
  const run = (text: string, bold = false) => `<w:r>${bold ? '<w:rPr><w:b/></w:rPr>' : ''}<w:t>${text}</w:t></w:r>`;
  const body = nodes.map((one) => {
    switch (one.type) {
      case 'heading':
        return `<w:p><w:pPr><w:outlineLvl w:val="${one.level - 1}"/></w:pPr>${run(one.text)}</w:p>`;
      case 'paragraph':
        return `<w:p>${run(one.text, one.bold)}${one.note === null ? '' : `<w:r><w:footnoteReference w:id="${notes.push(one.note)}"/></w:r>`}</w:p>`;
      case 'list':
        return one.items.map((item) => `<w:p><w:pPr>${num(one.ordered ? 1 : 2)}</w:pPr>${run(item)}</w:p>`).join('');
      case 'table':
        return `<w:tbl>${one.rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc><w:p>${run(cell)}</w:p></w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;
      case 'quote':
      case 'caption':
        return `<w:p>${run(one.text)}</w:p>`;
      case 'image':
        return `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="n" descr="${one.alt}"/><a:graphic><pic:pic><pic:blipFill><a:blip r:embed="x"/></pic:blipFill></pic:pic></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
    }
  });
  const level = (format: string, text: string) => `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  return makeDocx({
    body: body.join(''),
    footnotes: notes.map((note, i) => `<w:footnote w:id="${i + 1}"><w:p>${run(note)}</w:p></w:footnote>`).join(''),
    numbering: `<w:abstractNum w:abstractNumId="0">${level('decimal', '%1.')}</w:abstractNum><w:abstractNum w:abstractNumId="1">${level('bullet', '·')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>`,
  });
}

function toRtf(nodes: Node[]): string {
  const row = (cells: string[]) => `\\trowd${cells.map((_, i) => `\\cellx${1_000 * (i + 1)}`).join('')}\\pard\\intbl ${cells.map((cell) => `${rtfText(cell)}\\cell`).join(' ')}\\row`;
  const body = nodes.map((one) => {
    switch (one.type) {
      case 'heading':
        return `\\pard\\outlinelevel${one.level - 1} ${rtfText(one.text)}\\par`;
      case 'paragraph':
        return `\\pard {${one.bold ? '\\b ' : ''}${rtfText(one.text)}}${one.note === null ? '' : `{\\footnote\\pard ${rtfText(one.note)}}`}\\par`;
      case 'list':
        return one.items.map((item, i) => `{\\listtext ${one.ordered ? `${i + 1}.` : '\\bullet'}\\tab}\\pard\\ls1 ${rtfText(item)}\\par`).join('');
      case 'table':
        return `${one.rows.map(row).join('')}\\pard`;
      case 'quote':
      case 'caption':
        return `\\pard ${rtfText(one.text)}\\par`;
      case 'image':
        return `\\pard {\\pict{\\*\\picprop{\\sp{\\sn wzDescription}{\\sv ${rtfText(one.alt)}}}}\\pngblip 00}\\par`;
    }
  });
  return rtf(body.join('\n'));
}

function toOdt(nodes: Node[]): Uint8Array {
  const p = (text: string) => `<text:p>${text}</text:p>`;
  const note = (words: string) => `<text:note text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body>${p(words)}</text:note-body></text:note>`;
  const body = nodes.map((one) => {
    switch (one.type) {
      case 'heading':
        return `<text:h text:outline-level="${one.level}">${one.text}</text:h>`;
      case 'paragraph':
        return p(`${one.bold ? `<text:span text:style-name="B">${one.text}</text:span>` : one.text}${one.note === null ? '' : note(one.note)}`);
      case 'list':
        return `<text:list text:style-name="${one.ordered ? 'N' : 'U'}">${one.items.map((item) => `<text:list-item>${p(item)}</text:list-item>`).join('')}</text:list>`;
      case 'table':
        return `<table:table>${one.rows.map((row) => `<table:table-row>${row.map((cell) => `<table:table-cell>${p(cell)}</table:table-cell>`).join('')}</table:table-row>`).join('')}</table:table>`;
      case 'quote':
      case 'caption':
        return p(one.text);
      case 'image':
        return p(`<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>${one.alt}</svg:desc></draw:frame>`);
    }
  });
  const automatic = '<style:style style:name="B" style:family="text"><style:text-properties style:font-weight-asian="bold"/></style:style><text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style><text:list-style style:name="U"><text:list-level-style-bullet text:level="1"/></text:list-style>';
  return odt({ body: body.join(''), automatic });
}

/** Nothing of the tree is lost, and nothing comes twice, on the way through reader, outline and bodies. @param stored whether its pictures are */
function expectWhole(nodes: Node[], document: ImportedDocument, { stored = false, besides = [] }: { stored?: boolean; besides?: string[] } = {}): void {
  const { articles, stripped, outside } = articlesOf(document, stored ? () => image({ asset: '0'.repeat(64), width: 3, height: 2 }) : undefined);
  const lost = document.losses.filter(({ code }) => code === 'image_missing').flatMap(({ texts }) => texts);
  const kept = [...textsIn(articles.map(({ title, lead, sections }) => ({ title, lead, sections }))), ...stripped, ...outside, ...lost];
  expect(hanIn(kept)).toEqual(hanIn([...textsIn(nodes), ...besides]));
}

test.each([
  ['HTML', 'a.html', (nodes: Node[]) => Buffer.from(toHtml(nodes))],
  ['Markdown', 'a.md', (nodes: Node[]) => Buffer.from(toMarkdown(nodes))],
  ['DOCX', 'a.docx', toDocx],
  ['RTF', 'a.rtf', (nodes: Node[]) => Buffer.from(toRtf(nodes))],
  ['ODT', 'a.odt', toOdt],
])('%s: every character of a document is in its articles, or told', async (_, fileName, write) => {
  await fc.assert(
    fc.asyncProperty(tree, fc.boolean(), async (all, stored) => {
      // A picture's words are the text's where it is not stored.
      const nodes = stored ? all.map((one) => (one.type === 'image' ? { ...one, alt: '' } : one)) : all;
      expectWhole(nodes, await readDocument({ bytes: write(nodes), fileName }), { stored });
    }),
    { numRuns: 150 },
  );
});

const bodyOf = (nodes: Node[]) => toHtml(nodes).replace(/^.*<body>|<\/body><\/html>$/g, '');
const inMessage = (headers: Record<string, string>, { headers: own, body }: ReturnType<typeof multipart>) => message({ ...headers, ...own }, body as string);

test.each([
  ['a saved page', 'a.mht', (nodes: Node[]) => inMessage({}, multipart('related', [html(toHtml(nodes))])), []],
  ['mail', 'a.eml', (nodes: Node[]) => inMessage({ To: 'a@b.cn', Subject: 'a' }, multipart('alternative', [text('甲'), html(toHtml(nodes))])), []],
  ['a book', 'a.epub', (nodes: Node[]) => makeEpub(nodes.map((one, index) => ({ path: `${index}.xhtml`, body: bodyOf([one]) }))), ['渠水三年', '作者：冉启华']],
  ['WordPress', 'a.xml', (nodes: Node[]) => wxr([{ title: '渠', content: bodyOf(nodes).replaceAll('><', '>\n\n<') }]), ['渠', '作者：李四', '2023年5月6日']],
  ['Ghost', 'a.json', (nodes: Node[]) => ghost([{ id: 1, title: '渠', html: bodyOf(nodes) }]), ['渠']],
])('%s: every character of a page inside is in the articles, or told', async (_, fileName, write, besides) => {
  await fc.assert(
    fc.asyncProperty(tree, async (nodes) => expectWhole(nodes, await readDocument({ bytes: write(nodes), fileName }), { besides })),
    { numRuns: 40 },
  );
});
