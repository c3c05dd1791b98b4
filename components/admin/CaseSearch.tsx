'use client';

import { useWords } from '@/components/shell/WordsProvider';
import { Button } from '@/components/ui/Button';
import { TextField } from '@/components/ui/TextField';
import { LIMITS } from '@/lib/platform/limits';

/** Looks a case up by words of its title; a plain form, whose answer is a page with an address. */
export function CaseSearch({ title }: { title: string }) {
  const { cases } = useWords().desk;
  return (
    <form className="search" role="search" action="/admin/cases">
      <TextField id="case-title" name="title" type="search" label={cases.search} defaultValue={title} maxLength={LIMITS.title} autoComplete="off" />
      <Button type="submit">{cases.find}</Button>
    </form>
  );
}
