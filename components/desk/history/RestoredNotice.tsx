'use client';

import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '@/components/shell/WordsProvider';
import { Notice } from '@/components/ui/Notice';

/** Says that a state was brought back, and takes the keyboard to the way back: the button that was pressed is gone. */
export function RestoredNotice({ children }: { children: ReactNode }) {
  const { history } = useWords().desk;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} className="history-done">
      <Notice tone="good" live>
        <p>{history.restored}</p>
        {children}
      </Notice>
    </div>
  );
}
