const KEY = 'account';

/**
 * Keeps in this browser whether somebody is signed in, as far as its pages know: reader pages ask the server who it is only
 * where that is likely, so that readers without an account cost nothing. It says nothing of who it is and opens nothing.
 */
export function markAccount(isSignedIn: boolean): void {
  try {
    if (isSignedIn) localStorage.setItem(KEY, 'in');
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is refused, or full: reader pages greet nobody then.
  }
}

/** Whether somebody may be signed in. */
export function hasAccountMark(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}
