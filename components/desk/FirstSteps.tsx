import { words } from '@/lib/i18n/words';

/** What an editor sees who has not written anything yet. */
export function FirstSteps() {
  const { desk: { list }, importing, templates } = words();
  return (
    <section className="first-steps">
      <h2>{list.emptyTitle}</h2>
      <p>{list.emptyText}</p>
      <ol role="list">
        {list.emptySteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="hint">{importing.linkHint} <a href="/desk/import">{importing.link}</a></p>
      <p className="hint"><a href="/desk/new">{templates.link}</a></p>
    </section>
  );
}
