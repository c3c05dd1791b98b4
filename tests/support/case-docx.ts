import { Document, HeadingLevel, ImageRun, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import sharp from 'sharp';

/** The same sort of case as a Word file, with a table and a picture. */
export async function caseDocx(word: string): Promise<Buffer> {
  const row = (...cells: string[]) => new TableRow({ children: cells.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) });
  const sections = [
    {
      children: [
        new Paragraph({ text: `${word}村打井记`, heading: HeadingLevel.TITLE }),
        new Paragraph({ text: '一、背景', heading: HeadingLevel.HEADING_1 }),
        new Paragraph(`${word}村缺水三年，井打了四口都没有水。`),
        new Paragraph({ text: '二、做法', heading: HeadingLevel.HEADING_1 }),
        new Paragraph({ children: [new TextRun('请来懂水的人，'), new TextRun({ text: '先看地', bold: true }), new TextRun('再打井。')] }),
        new Table({ rows: [row('井', '深'), row('东井', '一百二十米')] }),
        new Paragraph({ children: [new ImageRun({ type: 'png', data: await picture(word), transformation: { width: 300, height: 200 }, altText: { name: '井', description: '村口的新井', title: '井' } })] }),
        new Paragraph({ text: '三、成效', heading: HeadingLevel.HEADING_1 }),
        new Paragraph('家家都有了水。'),
      ],
    },
  ];
  return Packer.toBuffer(new Document({ sections }));
}


/** A PNG that only this word has. */
function picture(word: string): Promise<Buffer> {
  const bits = [...word].map((character, at) => `<rect x="${at * 12}" y="${(character.codePointAt(0) ?? 0) % 180}" width="10" height="12"/>`);
  return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><rect width="300" height="200" fill="#eee"/>${bits.join('')}</svg>`)).png().toBuffer();
}
