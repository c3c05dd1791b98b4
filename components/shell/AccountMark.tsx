'use client';

import { useEffect } from 'react';
import { markAccount } from '@/components/ui/account-mark';

/** Somebody is signed in on this page: the reader pages of this browser may greet him. */
export function AccountMark() {
  useEffect(() => markAccount(true), []);
  return null;
}
