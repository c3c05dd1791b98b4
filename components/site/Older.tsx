import { words } from '@/lib/i18n/words';

interface Props {
  /** The address of the list without a cursor. */
  path: string;
  /** Whether this page is not the first of the list. */
  paged: boolean;
  next: string | null;
  /** What the two ways are called; those of cases where nothing is said. */
  words?: { older: string; latest: string };
}

/** The way through a keyset list: on to earlier cases, and back to its beginning. */
export function Older({ path, paged, next, words: called }: Props) {
  const { list } = words().site;
  const { older: on, latest } = called ?? list;
  if (!paged && next === null) return null;
  const older = next === null ? null : `${path}?cursor=${next}`;
  return (
    <nav className="older" aria-label={list.paging}>
      {paged && <a href={path}>{latest}</a>}
      {older !== null && (
        <>
          <link rel="next" href={older} />
          <a className="on" rel="next" href={older}>
            {on}
          </a>
        </>
      )}
    </nav>
  );
}
