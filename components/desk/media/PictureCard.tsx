import { dateTime } from '@/components/ui/DateTime';
import type { LibraryPicture } from '@/lib/domains/articles/picture-library';
import { DESK_MEDIA, fileName, variantWidths } from '@/lib/content/picture-files';
import { fill } from '@/lib/i18n/fill';
import type { Words } from '@/lib/i18n/words';
import { DeletePicture } from './DeletePicture';
import { PlaceList } from './PlaceList';

const MEGABYTE = 1024 * 1024;

function inBytes(bytes: number): string {
  return bytes >= MEGABYTE ? `${(bytes / MEGABYTE).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}

/** One picture of the library: what it is, where it is shown, and the way to be rid of it. */
export function PictureCard({ picture, words }: { picture: LibraryPicture; words: Words['library']['media'] }) {
  const { hash, width, height, bytes, createdAt, own, places } = picture;
  const name = fill(words.picture, { hash: hash.slice(0, 8) });
  // What is said of it where it is first shown; the library itself has no words for it.
  const alt = places.flatMap(({ section }) => section?.uses ?? []).find((use) => use.alt)?.alt ?? name;
  return (
    <li className="picture">
      <a href={`${DESK_MEDIA}${fileName(hash, variantWidths(width).at(-1)!)}`}>
        <img src={`${DESK_MEDIA}${fileName(hash, variantWidths(width)[0]!)}`} alt={alt} width={width} height={height} loading="lazy" />
      </a>
      <p className="where">
        <span>{fill(words.size, { width, height, bytes: inBytes(bytes) })}</span>
        <span>{fill(words.stored, { when: dateTime(createdAt) })}</span>
        {own ? null : <span>{words.foreign}</span>}
      </p>
      {places.length > 0 ? (
        <details>
          <summary>{fill(words.usedIn, { count: places.length })}</summary>
          <PlaceList places={places} words={words} />
        </details>
      ) : <p className="hint">{words.nowhere}</p>}
      {own ? <DeletePicture hash={hash} name={name} words={words} /> : null}
    </li>
  );
}
