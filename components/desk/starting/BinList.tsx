import { dateTime } from '@/components/ui/DateTime';
import type { BinEntry } from '@/lib/domains/articles/bin';
import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';
import { balanced } from '@/lib/platform/direction';
import { RestoreButton } from '../RestoreButton';

/** Articles in the bin: when and by whom each was put there, and the way back. */
export function BinList({ entries, actorId }: { entries: readonly BinEntry[]; actorId: string }) {
  const { desk, library: { bin } } = words();
  return (
    <ul role="list" className="articles">
      {entries.map(({ id, title, owner, deletedAt, deletedBy, restorable }) => (
        <li key={id}>
          <h2><a href={`/desk/articles/${id}`}><bdi>{balanced(title || desk.list.untitled)}</bdi></a></h2>
          <p className="where">
            <span>{fill(bin.deletedAt, { when: dateTime(deletedAt) })}</span>
            {deletedBy ? <span>{fill(bin.by, { name: deletedBy.name })}</span> : null}
            {owner.id === actorId ? null : <span>{fill(bin.owner, { name: owner.name })}</span>}
          </p>
          {restorable ? <RestoreButton articleId={id} title={title || desk.list.untitled} /> : <p className="beside hint">{bin.onlyOwner}</p>}
        </li>
      ))}
    </ul>
  );
}
