import type { KeyboardEvent } from 'react';

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
