'use client';

import { useRef } from 'react';
import { fieldError } from '@/components/shell/field-error';
import { ProblemNotice } from '@/components/shell/ProblemNotice';
import { useFindingFocus } from '@/components/shell/use-finding-focus';
import { useWords } from '@/components/shell/WordsProvider';
import { Select, type Option } from '@/components/ui/Select';
import { TextArea } from '@/components/ui/TextArea';
import { TextField } from '@/components/ui/TextField';
import { Conflict } from './Conflict';
import { useDesk, useReport } from './DeskProvider';
import { fieldsSource, regionLabel } from './fields-source';
import { RegionPicker } from './RegionPicker';
import { saveKey } from './save-key';
import { SaveBar } from './SaveBar';
import { useDraft } from './use-draft';

/** Title, lead and facets of the article. A draft is always savable: nothing here is required. */
export function FieldsForm({ categories }: { categories: Option[] }) {
  const { common, desk: words } = useWords();
  const article = useDesk();
  const draft = useDraft(article.article, fieldsSource(article, words.fields.year));
  useReport('fields', draft.dirty, draft.save);
  const form = useRef<HTMLDivElement>(null);
  useFindingFocus(form, draft.problem);
  const onKeyDown = saveKey(draft.save);

  const { title, lead, category, organisation, region, year, field } = draft.draft;
  const error = (name: string) => fieldError(draft.problem, name);
  const set = (name: keyof typeof draft.draft) => (value: string) => draft.change({ [name]: value });
  const labels: Record<string, string> = { ...common.fields, ...common.facets };
  const fixed = article.article.publication.status === 'PUBLISHED' && !article.article.allowed.includes('article.recategorise');
  const show = (name: string, value: string) => {
    if (name === 'region') return regionLabel(value);
    return name === 'category' ? (categories.find((option) => option.value === value)?.label ?? value) : value;
  };

  return (
    <section className="writing fields" id="fields" aria-labelledby="fields-title">
      <h2 id="fields-title" className="label">{words.article.fields}</h2>
      <div ref={form} onKeyDown={onKeyDown}>
        {/* An area, since a title is longer than a phone is wide; it is one line all the same. */}
        <TextArea id="field-title" className="title" label={labels.title!} hint={words.fields.titleHint} value={title} error={error('title')} onChange={(value) => set('title')(value.replace(/\s*\n\s*/g, ''))} rows={1} />
        <TextArea id="field-lead" label={labels.lead!} hint={words.fields.leadHint} value={lead} error={error('lead')} onChange={set('lead')} rows={3} />
        <div className="facets">
          <Select
            id="field-category"
            label={labels.category!}
            value={category}
            hint={fixed ? words.fields.categoryPublished : undefined}
            error={error('category')}
            disabled={fixed}
            options={[{ value: '', label: words.fields.category }, ...categories]}
            onChange={set('category')}
          />
          <TextField id="field-field" label={labels.field!} hint={words.fields.fieldHint} value={field} error={error('field')} onChange={set('field')} autoComplete="off" />
          <TextField id="field-organisation" label={labels.organisation!} hint={words.fields.organisationHint} value={organisation} error={error('organisation')} onChange={set('organisation')} autoComplete="off" />
          <TextField id="field-year" label={labels.year!} hint={words.fields.yearHint} value={year} error={error('year')} onChange={set('year')} inputMode="numeric" autoComplete="off" maxLength={9} />
          <RegionPicker id="field-region" label={labels.region!} value={region} error={error('regionCode')} onChange={set('region')} />
        </div>
      </div>
      <Conflict desk={draft} labels={labels} show={show} />
      {draft.problem ? <ProblemNotice problem={draft.problem} /> : null}
      {draft.conflict?.open ? null : <SaveBar name={words.article.fields} dirty={draft.dirty} phase={draft.phase} onSave={() => void draft.save()} />}
    </section>
  );
}
