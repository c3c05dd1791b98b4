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

function Entries({ entries }: { entries: ScheduleLineEntry[] }) {
  const { desk } = words();
  return (
    <ul role="list" className="articles">
      {entries.map((entry) => (
        <li key={entry.id}>
          <h3><a href={`/admin/review/${entry.articleId}`}><bdi>{balanced(entry.title || desk.list.untitled)}</bdi></a></h3>
          <p className="where">
            <span>{fill(desk.review.version, { ordinal: entry.ordinal })}</span>
            <span><bdi>{balanced(entry.category ?? desk.list.uncategorised)}</bdi></span>
            {entry.number === null ? null : <span>{fill(desk.cases.number, { number: entry.number })}</span>}
          </p>
          <div className="schedule">{entry.endReason ? <p className="scheduled dropped">{droppedText(entry, desk.schedule)}</p> : <ScheduleLines entries={[entry]} words={desk.schedule} />}</div>
        </li>
      ))}
    </ul>
  );
}
