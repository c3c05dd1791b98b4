'use client';

import { Button } from '@/components/ui/Button';
import { Message } from '@/components/ui/Message';
import { useWords } from './WordsProvider';

/** A page that could not be rendered, most often because the database is away for a moment. */
export function FailedMessage() {
  const { failed } = useWords().desk;
  return (
    <Message title={failed.title} text={failed.text}>
      <p><Button onClick={() => window.location.reload()}>{failed.retry}</Button></p>
    </Message>
  );
}
