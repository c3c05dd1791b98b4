import type { ReactNode } from 'react';

export interface Fact {
  name: string;
  /** Nothing, or an empty text: the fact is not shown. */
  value: ReactNode;
}

const isKnown = ({ value }: Fact) => value !== null && value !== undefined && value !== '';

/** What is known of something, name by name, in one quiet row; nothing where nothing is known. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  const known = facts.filter(isKnown);
  if (known.length === 0) return null;
  return (
    <dl className="facts">
      {known.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
