import { Button } from '@/components/ui/Button';
import { dateTime } from '@/components/ui/DateTime';
import type { RevisionEntry } from '@/lib/domains/reviews/history';
import { words } from '@/lib/i18n/words';
import { revisionLabel } from './revision-label';

interface ChooseRevisionsProps {
  entries: readonly RevisionEntry[];
  from: string;
  /** Null: what the article is now. */
  to: string | null;
}

/** Chooses two states; a plain form, whose answer has an address. */
export function ChooseRevisions({ entries, from, to }: ChooseRevisionsProps) {
  const { history } = words().desk;
  const options = entries.map((entry) => (
    <option key={entry.id} value={entry.id}>{`${entry.name ?? revisionLabel(entry, history)} · ${dateTime(entry.createdAt)}`}</option>
  ));
  return (
    <form method="get" className="history-choice" aria-label={history.choose}>
      <div className="field">
        <label htmlFor="from">{history.from}</label>
        <select id="from" name="from" key={from} defaultValue={from}>{options}</select>
      </div>
      <div className="field">
        <label htmlFor="to">{history.to}</label>
        <select id="to" name="to" key={to} defaultValue={to ?? ''}>
          <option value="">{history.now}</option>
          {options}
        </select>
      </div>
      <div><Button type="submit">{history.compare}</Button></div>
    </form>
  );
}
