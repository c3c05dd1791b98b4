import type { Instrumentation } from 'next';

/** Called by Next when a page fails; server/main.ts keeps it from printing the error over many lines by itself. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, place) => {
  // Next builds this file for its edge runtime too, where nothing of ours runs. A constant of the build, not read.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { logPageError } = await import('./lib/platform/page-error');
  logPageError(error, place);
};
