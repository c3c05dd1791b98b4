import { useEffect, useState } from 'react';
import { send, type Problem } from './api';

/** Milliseconds between two looks whether a server that did not answer is back. */
const LOOK_EVERY = 5_000;

/** What answers well once this is over; null for what a person has to do something about on this page. */
function probeOf({ status, reason, requestId }: Problem): string | null {
  // Without the id of a request it is a wrong password, not a session that has ended.
  if ((status === 401 && requestId) || reason === 'other_account') return '/api/account';
  return status === 0 || status === 502 || status === 503 || status === 504 ? '/api/health/ready' : null;
}

/**
 * Whether what a problem speaks of is over: the connection is back, the database answers, the account of the page is signed in
 * again. Looks when somebody comes back to the page or the network does, and for a server that is away every five seconds.
 */
export function useOver(problem: Problem): boolean {
  const [over, setOver] = useState<Problem | null>(null);
  useEffect(() => {
    const probe = probeOf(problem);
    if (probe === null) return;
    const look = () => {
      if (!document.hidden) void send('GET', probe).then(({ ok }) => ok && setOver(problem));
    };
    const timer = probe === '/api/account' ? undefined : setInterval(look, LOOK_EVERY);
    const events = [[window, 'focus'], [window, 'online'], [document, 'visibilitychange']] as const;
    for (const [target, event] of events) target.addEventListener(event, look);
    return () => {
      clearInterval(timer);
      for (const [target, event] of events) target.removeEventListener(event, look);
    };
  }, [problem]);
  return over === problem;
}
