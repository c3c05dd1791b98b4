'use client';

import { Button } from '@/components/ui/Button';
import { TextField } from '@/components/ui/TextField';
import type { Words } from '@/lib/i18n/words';
import { LIMITS } from '@/lib/platform/limits';

/** Looks an article in the bin up by words of its title; a plain form, whose answer is a page with an address. */
export function BinSearch({ title, words }: { title: string; words: Words['library']['bin'] }) {
  return (
    <form className="search" role="search" action="/desk/bin">
      <TextField id="bin-title" name="title" type="search" label={words.search} defaultValue={title} maxLength={LIMITS.title} autoComplete="off" />
      <Button type="submit">{words.find}</Button>
    </form>
  );
}
