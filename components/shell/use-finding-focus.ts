import { useEffect, type RefObject } from 'react';
import type { Problem } from './api';

/** Brings the keyboard to the first field with a finding, once for each refusal. */
export function useFindingFocus(form: RefObject<HTMLElement | null>, problem: Problem | null): void {
  useEffect(() => {
    if (problem?.errors?.length) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [form, problem]);
}
