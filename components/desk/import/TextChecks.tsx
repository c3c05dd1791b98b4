'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Hidden } from '@/components/ui/Hidden';
import type { Finding, RuleId } from '@/lib/text/checks/rule';
import { fill } from '@/lib/i18n/fill';
import { withRepairs } from '@/lib/importing/plan/edits';
import type { Repair } from '@/lib/importing/plan/plan';
import { useImportWords } from './ImportWordsProvider';
import type { Work } from './planned-document';

interface TextChecksProps {
  text: string;
  findings: readonly Finding[];
  /** How many more there are than came along. */
  more: number;
  work: Work;
  onWork: (work: Work) => void;
  onShow: (offset: number) => void;
}

const AROUND = 12;
/** Findings of one rule that are listed before the rest is asked for. */
const FEW = 5;

function repairsOf(findings: readonly Finding[]): Repair[] {
  return findings.flatMap(({ from, to, suggestion }) => (suggestion === undefined ? [] : [{ from, to, text: suggestion }]));
}

/** What the checks say, rule by rule, each with its repair where that is mechanical. */
export function TextChecks({ text, findings, more, work, onWork, onShow }: TextChecksProps) {
  const { importing, checks } = useImportWords();
  const [said, setSaid] = useState('');
  const rules = new Map<RuleId, Finding[]>();
  for (const finding of findings) rules.set(finding.rule, [...(rules.get(finding.rule) ?? []), finding]);
  const take = (repairs: readonly Repair[]) => {
    const plan = withRepairs(work.plan, repairs);
    setSaid(fill(importing.said.repaired, { count: plan.repairs.length - work.plan.repairs.length }));
    onWork({ ...work, plan });
  };
  const narrow = repairsOf(rules.get('half-width-mark') ?? []);
  return (
    <section className="text-checks" aria-labelledby="checks-title">
      <h3 id="checks-title" className="label">{findings.length + more > 0 ? fill(importing.findings, { count: findings.length + more }) : importing.findingsNone}</h3>
      <p className="hidden" role="status">{said}</p>
      {narrow.length > 0 ? <Button onClick={() => take(narrow)}>{fill(importing.restoreWidth, { count: narrow.length })}</Button> : null}
      {[...rules].map(([rule, found]) => <Rule key={rule} rule={rule} found={found} text={text} take={take} onShow={onShow} />)}
      {more > 0 ? <p className="hint">{fill(importing.findingsMore, { count: more })}</p> : null}
      {work.plan.repairs.length > 0 ? (
        <ul role="list" className="repairs">
          {work.plan.repairs.slice(0, 50).map((repair) => (
            <li key={repair.from}>
              <span><del>{text.slice(repair.from, repair.to)}</del> <ins>{repair.text}</ins></span>
              <Button look="quiet" onClick={() => onWork({ ...work, plan: { ...work.plan, repairs: work.plan.repairs.filter((one) => one !== repair) } })}>{importing.takeBack}<Hidden> {repair.text}</Hidden></Button>
            </li>
          ))}
        </ul>
      ) : null}
      <p className="hidden">{checks.title}</p>
    </section>
  );
}

function Rule({ rule, found, text, take, onShow }: { rule: RuleId; found: readonly Finding[]; text: string; take: (repairs: readonly Repair[]) => void; onShow: (offset: number) => void }) {
  const { importing, checks } = useImportWords();
  const [all, setAll] = useState(false);
  const repairs = repairsOf(found);
  return (
    <details className="check">
      <summary>{checks.rules[rule]}（{found.length}）</summary>
      {repairs.length > 1 ? <Button look="quiet" onClick={() => take(repairs)}>{fill(checks.repairAll, { count: repairs.length })}</Button> : null}
      <ul role="list">
        {found.slice(0, all ? undefined : FEW).map(({ from, to, suggestion, message, certainty }) => (
          <li key={`${from}-${to}`}>
            <p><span className="hint">{text.slice(Math.max(0, from - AROUND), from)}</span><mark>{text.slice(from, to)}</mark><span className="hint">{text.slice(to, to + AROUND)}</span></p>
            <p className="hint">{checks.certainty[certainty]}：{checks.messages[message]}</p>
            <div className="tools">
              {suggestion === undefined ? null : <Button look="quiet" onClick={() => take([{ from, to, text: suggestion }])}>{suggestion === '' ? checks.remove : fill(checks.repair, { suggestion })}</Button>}
              <Button look="quiet" onClick={() => onShow(from)}>{importing.at}<Hidden> {text.slice(from, to)}</Hidden></Button>
            </div>
          </li>
        ))}
      </ul>
      {found.length > FEW && !all ? <Button look="quiet" onClick={() => setAll(true)}>{fill(importing.findings, { count: found.length })}</Button> : null}
    </details>
  );
}
