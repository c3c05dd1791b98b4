'use client';

import { useLayoutEffect } from 'react';
import { showChosenTheme } from '@/components/ui/show-chosen-theme';

/**
 * Shows the chosen theme once more when React has made the document. Where Next answers with a shell (nothing found, a fault)
 * it makes it anew, without what the island had written on it, and runs no script in it.
 */
export function ChosenTheme() {
  useLayoutEffect(showChosenTheme, []);
  return null;
}
