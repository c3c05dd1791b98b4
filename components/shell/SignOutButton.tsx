'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { signOut } from './credentials';

interface SignOutButtonProps {
  look: 'outline' | 'quiet';
  words: { signOut: string; signingOut: string };
}

/** Ends the session and goes to the home page. */
export function SignOutButton({ look, words }: SignOutButtonProps) {
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    if (await signOut()) window.location.replace('/');
    // Also where the page stays, because somebody wants to save his words first.
    setBusy(false);
  };
  return <Button look={look} busy={busy && words.signingOut} onClick={() => void leave()}>{words.signOut}</Button>;
}
