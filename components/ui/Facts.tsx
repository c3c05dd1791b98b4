import type { ReactNode } from 'react';

export interface Fact {
  name: string;
  /** Nothing, or an empty text: the fact is not shown. */
  value: ReactNode;
  /** Of the value, where it is not that of the page. */
  lang?: string | undefined;
}

const isKnown = ({ value }: Fact) => value !== null && value !== undefined && value !== '';

/** What is known of something, name by name, in one quiet row; nothing where nothing is known. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  const known = facts.filter(isKnown);
  if (known.length === 0) return null;
  return (
    <dl className="facts">
      {known.map(({ name, value, lang }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd lang={lang}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
