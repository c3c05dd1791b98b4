import { droppedText, ScheduleLines } from '@/components/desk/schedule/ScheduleLines';
import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';
import type { ScheduleLineEntry } from '@/lib/domains/publication/schedule-queries';
import { balanced } from '@/lib/platform/direction';

interface ScheduleListProps {
  standing: ScheduleLineEntry[];
  dropped: ScheduleLineEntry[];
}

/** All that is to happen by itself, what is overdue on top; below it what was dropped lately, and why. */
export function ScheduleList({ standing, dropped }: ScheduleListProps) {
  const { schedule } = words().desk;
  if (standing.length + dropped.length === 0) return <p className="empty">{schedule.listEmpty}</p>;
  return (
    <>
      <Entries entries={standing} />
      {dropped.length > 0 ? (
        <>
          <h3 className="label">{schedule.droppedTitle}</h3>
          <Entries entries={dropped} />
        </>
      ) : null}
    </>
  );
}

/** What is to happen to one article, in one place, where the first of it stands. */
function byArticle(entries: ScheduleLineEntry[]): [ScheduleLineEntry, ...ScheduleLineEntry[]][] {
  const found = new Map<string, [ScheduleLineEntry, ...ScheduleLineEntry[]]>();
  for (const entry of entries) {
    const known = found.get(entry.articleId);
    if (known) known.push(entry);
    else found.set(entry.articleId, [entry]);
  }
  return [...found.values()];
}

function Entries({ entries }: { entries: ScheduleLineEntry[] }) {
  const { desk } = words();
  return (
    <ul role="list" className="articles">
      {byArticle(entries).map(([entry, ...more]) => (
        <li key={entry.id}>
          <h3><a href={`/admin/review/${entry.articleId}`}><bdi>{balanced(entry.title || desk.list.untitled)}</bdi></a></h3>
          <p className="where">
            <span>{fill(desk.review.version, { ordinal: entry.ordinal })}</span>
            <span><bdi>{balanced(entry.category ?? desk.list.uncategorised)}</bdi></span>
            {entry.number === null ? null : <span>{fill(desk.cases.number, { number: entry.number })}</span>}
          </p>
          <div className="schedule">
            {[entry, ...more].map((one) => (one.endReason ? <p key={one.id} className="scheduled dropped">{droppedText(one, desk.schedule)}</p> : null))}
            <ScheduleLines entries={[entry, ...more].filter(({ endReason }) => endReason === null)} words={desk.schedule} />
          </div>
        </li>
      ))}
    </ul>
  );
}
