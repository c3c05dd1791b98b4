'use client';

import { createContext, use, useEffect, useState, type ReactNode } from 'react';

/** Milliseconds after which somebody who waits is told that it takes longer than it should. */
const SLOW_AFTER = 10_000;

const Text = createContext('');

/** Says what is told where something takes long. */
export function SlowText({ text, children }: { text: string; children?: ReactNode }) {
  return <Text value={text}>{children}</Text>;
}

/** What to say beside something that is on its way: nothing at first, and nothing any more when it is over. */
export function useSlowText(busy: boolean): string {
  const text = use(Text);
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!busy) return;
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [busy]);
  return busy && slow ? text : '';
}
