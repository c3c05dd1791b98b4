'use client';

import { useEffect, useRef, type ReactNode } from 'react';
import type { PreviewImage } from '@/lib/importing/sketches';
import type { ShownTable } from '@/lib/importing/shown';
import type { Span } from '@/lib/text/outline/source';
import { fill } from '@/lib/i18n/fill';
import { balanced } from '@/lib/platform/direction';
import { withoutPictures, type PictureRows } from './document-media';
import { useImportWords } from './ImportWordsProvider';

/** A picture of the document, small, with the words that stand for it; a frame where the page cannot show it. */
export function ShownPicture({ image, file }: { image: PreviewImage; file: Blob | undefined }) {
  const { importing } = useImportWords();
  const { sketch, refused, alt, caption } = image;
  const words = caption ?? alt;
  return (
    <span className="shown-picture">
      {refused ? <span className="no-picture" aria-hidden="true" /> : sketch ? <img src={sketch.url} alt="" width={sketch.width} height={sketch.height} /> : file ? <FilePicture file={file} /> : <span className="no-picture" aria-hidden="true" />}
      <span className="hint">{refused ? importing.pictureRefused : importing.picture}{words ? <>：<bdi>{balanced(words)}</bdi></> : null}</span>
    </span>
  );
}

/** A file's picture, whose address lasts as long as it is shown. */
function FilePicture({ file }: { file: Blob }) {
  const shown = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const url = URL.createObjectURL(file);
    if (shown.current) shown.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [file]);
  return <img ref={shown} alt="" />;
}

interface TableProps {
  text: string;
  table: ShownTable;
  /** So many rows; the rest is counted. */
  most?: number;
  /** The words of a line, with what is marked in them. */
  words: (span: Span) => ReactNode;
  pictures: PictureRows;
}

/** A table of the document as its draft will have it. */
export function TableOfDocument({ text, table: { caption, rows }, most = Infinity, words, pictures }: TableProps) {
  const { importing } = useImportWords();
  const shown = rows.slice(0, most);
  return (
    <div className="shown-table">
      <table>
        {caption ? <caption>{text.slice(caption.from, caption.to)}</caption> : null}
        <tbody>
          {shown.map((row, index) => (
            <tr key={index}>
              {row.map(({ lines, header, colspan, rowspan }, column) => {
                const Cell = header && lines.length > 0 ? 'th' : 'td';
                return <Cell key={column} colSpan={colspan} rowSpan={Math.min(rowspan, shown.length - index)}>{lines.map((line) => <CellLine key={line.from} line={line} text={text} words={words} pictures={pictures} />)}</Cell>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown.length ? <span className="hint">{fill(importing.moreRows, { count: rows.length - shown.length })}</span> : null}
    </div>
  );
}

function CellLine({ line, text, words, pictures }: Omit<TableProps, 'table'> & { line: Span }) {
  const images = pictures.within(line);
  const isPicture = withoutPictures(text.slice(line.from, line.to), line, images) === '';
  return (
    <span className="cell-line">
      {isPicture ? null : words(line)}
      {images.map((image) => <ShownPicture key={image.from} image={image} file={pictures.fileOf(image)} />)}
    </span>
  );
}
