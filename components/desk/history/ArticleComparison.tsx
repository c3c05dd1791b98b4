import type { ReactNode } from 'react';
import { BodyDiff } from '@/components/content/BodyDiff';
import { DiffRuns } from '@/components/content/DiffRuns';
import { kindClass, type Kind } from '@/components/content/section-name';
import type { ArticleDiff, SectionDiff } from '@/lib/content/compare/article';
import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';

interface ArticleComparisonProps {
  diff: ArticleDiff<Kind>;
  /** What can be done about a section that differs, by its id and what it is called. */
  action: (section: SectionDiff<Kind>, name: string) => ReactNode;
}

/** The differences of two states of an article: its fields, then section by section. */
export function ArticleComparison({ diff, action }: ArticleComparisonProps) {
  const { common, desk: { history } } = words();
  const isQuiet = ({ change, moved }: SectionDiff<Kind>) => change === 'same' && moved === null;
  const nameOf = ({ heading, kind }: SectionDiff<Kind>) => {
    const name = heading.flatMap(({ change, text }) => (change === 'removed' && heading.some((run) => run.change === 'added') ? [] : [text])).join('');
    const code = kind.after ?? kind.before;
    return name || (code && code !== 'OTHER' ? common.kinds[code] : history.unnamed);
  };
  const quiet = diff.sections.filter(isQuiet);
  return (
    <>
      {diff.isSame ? <p>{history.noDifference}</p> : null}
      {diff.fields.map(({ field, runs }) => (
        <section key={field} className="history-part">
          <h3>{history.fields[field]}</h3>
          <div className="diff"><p><DiffRuns runs={runs} words={common.diff} /></p></div>
        </section>
      ))}
      {diff.sections.filter((section) => !isQuiet(section)).map((section) => {
        const { id, change, moved, heading, kind, body } = section;
        const name = nameOf(section);
        return (
          <section key={id} className={`history-part ${kindClass(kind.after ?? kind.before ?? 'OTHER')}`} aria-label={name}>
            <header>
              <h3 className="diff">{heading.length > 0 ? <DiffRuns runs={heading} words={common.diff} /> : name}</h3>
              {action(section, name)}
            </header>
            {change === 'added' || change === 'removed' ? <p className="hint">{history.section[change]}</p> : null}
            {moved ? <p className="hint">{history.section[moved]}</p> : null}
            {kind.before && kind.after && kind.before !== kind.after ? <p className="hint">{fill(history.section.kind, { before: common.kinds[kind.before], after: common.kinds[kind.after] })}</p> : null}
            {change === 'same' ? null : <BodyDiff diffs={body} words={common.diff} />}
          </section>
        );
      })}
      {quiet.length > 0 && !diff.isSame ? <p className="hint">{fill(history.unchangedSections, { count: quiet.length, names: quiet.map(nameOf).join(common.language.startsWith('zh') ? '、' : ', ') })}</p> : null}
    </>
  );
}
