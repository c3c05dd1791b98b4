/** Where a relative path leads. */
export interface Led {
  /** From where all paths begin, with `/` between steps. */
  path: string;
  /** Whether it went above that on its way; it goes on from there. */
  outside: boolean;
}

/**
 * Where a path leads, seen from a file: `../media/a.png`, `media\a.png`. One that begins with `/` begins where all do.
 * @param from path of the file
 */
export function relativePath(from: string, target: string): Led {
  const plain = target.replaceAll('\\', '/');
  const parts = plain.startsWith('/') ? [] : from.split('/').slice(0, -1);
  let outside = false;
  for (const step of plain.split('/')) {
    if (step === '..') outside = parts.pop() === undefined || outside;
    else if (step !== '.' && step !== '') parts.push(step);
  }
  return { path: parts.join('/'), outside };
}
