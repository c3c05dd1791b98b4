'use client';

import { useMemo } from 'react';
import { fill } from '@/lib/i18n/fill';
import type { Preview } from '@/lib/importing/import';
import type { Proposal } from '@/lib/text/metadata/proposal';
import { balanced, isolated } from '@/lib/platform/direction';
import { useImportWords } from './ImportWordsProvider';
import { proposalsOf, type CaseState, type Planned, type Taken, type TakenFacet, type Work } from './planned-document';

interface CaseChoiceProps {
  reading: Preview;
  planned: Planned;
  work: Work;
  onWork: (work: Work) => void;
}

const TAKEN: readonly string[] = ['region', 'organisation', 'year', 'field'] satisfies TakenFacet[];

/** Which of the cases are wanted, and what was found about each: to be taken or left. */
export function CaseChoice({ reading, planned, work, onWork }: CaseChoiceProps) {
  const { importing } = useImportWords();
  const proposals = useMemo(() => proposalsOf(reading), [reading]);
  const collected = planned.cases.length > 1;
  const found = planned.cases.some(({ at }) => (proposals.get(at) ?? []).length > 0);
  if (!collected && !found) return null;
  return (
    <section className="cases" aria-labelledby="cases-title">
      <h3 id="cases-title" className="label">{collected ? importing.cases : importing.facets}</h3>
      <p className="hint">{found ? importing.facetsHint : null}</p>
      <ul role="list">
        {planned.cases.map((state) => (
          <li key={state.at}>
            {collected ? <Wanted state={state} work={work} onWork={onWork} /> : null}
            <Facets at={state.at} title={state.one.title} proposals={proposals.get(state.at) ?? []} taken={work.facets[state.at] ?? {}} onTaken={(taken) => onWork({ ...work, facets: { ...work.facets, [state.at]: taken } })} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Wanted({ state: { at, one, sections }, work, onWork }: { state: CaseState; work: Work; onWork: (work: Work) => void }) {
  const { importing } = useImportWords();
  const wanted = !work.without.includes(at);
  return (
    <label className="wanted">
      <input type="checkbox" checked={wanted} onChange={() => onWork({ ...work, without: wanted ? [...work.without, at] : work.without.filter((other) => other !== at) })} />
      <span><bdi>{balanced(one.title || importing.untitled)}</bdi></span>
      <small>{fill(importing.caseSummary, { sections })}</small>
    </label>
  );
}

function Facets({ title, proposals, taken, onTaken }: { at: number; title: string; proposals: readonly Proposal[]; taken: Taken; onTaken: (taken: Taken) => void }) {
  const { importing, facets: words } = useImportWords();
  const own = proposals.filter(({ facet }) => TAKEN.includes(facet));
  const others = proposals.filter(({ facet }) => !TAKEN.includes(facet)).slice(0, 6);
  return (
    <>
      {own.length > 0 ? (
        <div className="chips" role="group" aria-label={`${importing.facets} ${isolated(title)}`}>
          {own.slice(0, 10).map(({ facet, value, label, quote }) => {
            const name = facet as TakenFacet;
            const pressed = taken[name] === value;
            return (
              <button key={`${facet} ${value}`} type="button" className="chip" aria-pressed={pressed} title={quote} onClick={() => onTaken(pressed ? without(taken, name) : { ...taken, [name]: value })}>
                <span>{words.names[facet]}</span> <bdi>{balanced(label)}</bdi>
              </button>
            );
          })}
        </div>
      ) : null}
      {others.length > 0 ? <p className="hint">{importing.also}：{others.map(({ facet, label, code }) => `${words.names[facet]} ${isolated(label)}${code ? ` ${code}` : ''}`).join('；')}</p> : null}
    </>
  );
}

function without(taken: Taken, name: TakenFacet): Taken {
  const { [name]: _, ...rest } = taken;
  return rest;
}
