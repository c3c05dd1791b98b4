import type { PicturePlace } from '@/lib/domains/articles/picture-places';
import { fill } from '@/lib/i18n/fill';
import type { Words } from '@/lib/i18n/words';

interface PlaceListProps {
  places: readonly PicturePlace[];
  words: Words['library']['media'];
}

/** Where a picture is shown, each with a link to it on the desk and what is said of it there. */
export function PlaceList({ places, words }: PlaceListProps) {
  return (
    <ul role="list" className="places">
      {places.map(({ articleId, title, section, revision, published, deleted }) => {
        const named = title || words.untitled;
        const marks = [deleted ? words.inBin : '', published ? words.published : '', section?.deleted ? words.sectionDeleted : ''].filter(Boolean);
        const said = section?.uses.map(({ alt, decorative }) => (decorative ? words.decorative : alt ? fill(words.alt, { alt }) : words.altMissing)) ?? [];
        return (
          <li key={`${articleId}-${section?.id ?? revision}`}>
            <a href={`/desk/articles/${articleId}${section && !section.deleted ? `#s-${section.id}-section` : ''}`}>
              <bdi>{section ? fill(words.inSection, { title: named, heading: section.heading || words.unnamed }) : fill(words.inRevision, { title: named, ordinal: revision ?? '' })}</bdi>
            </a>
            {[...marks, ...said].map((mark, at) => <span key={at} className="hint"> {mark}</span>)}
          </li>
        );
      })}
    </ul>
  );
}
