import { useEffect, type KeyboardEvent, type RefObject } from 'react';
import type { Problem } from './api';

/** Brings the keyboard to the first field with a finding, once for each refusal. */
export function useFindingFocus(form: RefObject<HTMLElement | null>, problem: Problem | null): void {
  useEffect(() => {
    if (problem?.errors?.length) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [form, problem]);
}

/** Whether a key means "save": Ctrl+S, or Cmd+S on a Mac. Not while a Chinese word is being composed. */
export function isSaveKey(event: Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey' | 'key'>): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's';
}

/** A key handler that saves the part in which the keyboard is. */
export function saveKey(save: () => Promise<boolean>): (event: KeyboardEvent) => void {
  return (event) => {
    if (!isSaveKey(event)) return;
    event.preventDefault();
    void save();
  };
}
