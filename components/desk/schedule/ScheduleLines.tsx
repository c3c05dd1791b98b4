import { dateTime } from '@/components/ui/DateTime';
import { fill } from '@/lib/i18n/fill';
import type { Words } from '@/lib/i18n/words';
import type { ScheduleEntry } from '@/lib/domains/publication/schedule-queries';
import { balanced } from '@/lib/platform/direction';

interface ScheduleLinesProps {
  entries: readonly (ScheduleEntry | null)[];
  dropped?: ScheduleEntry | null;
  words: Words['desk']['schedule'];
}

/** What is to happen and when, one line each, with what is overdue; and what was to happen and did not. Runs on the server and in the browser. */
export function ScheduleLines({ entries, dropped = null, words }: ScheduleLinesProps) {
  return (
    <>
      {entries.map((entry) =>
        entry ? (
          <p key={entry.kind} className="scheduled">
            <strong>{fill(words.lines[entry.kind], { when: dateTime(entry.at) })}</strong>{' '}
            <span className="hint"><bdi>{balanced(fill(words.by, { name: entry.by.name }))}</bdi></span>
            {entry.overdue ? <span className="overdue">{words.overdue}</span> : null}
          </p>
        ) : null,
      )}
      {entries.some((entry) => entry?.overdue) ? <p className="hint">{words.overdueHint}</p> : null}
      {dropped ? <p className="scheduled dropped">{droppedText(dropped, words)}</p> : null}
    </>
  );
}

/** What was to happen and did not, with the reason. */
export function droppedText({ kind, at, endReason }: ScheduleEntry, words: Words['desk']['schedule']): string {
  return fill(words.dropped[kind], { when: dateTime(at), reason: endReason ? words.ends[endReason] : '' });
}
