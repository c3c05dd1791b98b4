/** How much of a file its headers are looked for in: they name every server that passed it on. */
const HEAD = 64 * 1024;
const FIELD = /^([!-9;-~]{1,80}):/;

/**
 * Whether a file begins with the headers of a message (RFC 5322): lines of `Name: value`, and among them those that nothing else
 * has. A name that says that it is one asks for less.
 */
export function isMessage(bytes: Uint8Array, fileName: string): boolean {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD)).replace(/^\u00EF\u00BB\u00BF/, '').replace(/^\s+/, '');
  if (!FIELD.test(head) && !/^From \S/.test(head)) return false;
  const names = new Set<string>();
  for (const line of head.split(/\r?\n/)) {
    if (line.trim() === '') break;
    const name = FIELD.exec(line)?.[1];
    if (name) names.add(name.toLowerCase());
    else if (!/^[ \t]/.test(line) && !/^From /.test(line)) return false;
  }
  const isNamed = /\.(?:eml|mht|mhtml)$/i.test(fileName);
  const has = (...all: string[]) => all.some((name) => names.has(name));
  if (has('mime-version') && has('content-type')) return true;
  if (isNamed) return has('content-type', 'from', 'subject', 'mime-version');
  return has('from') && has('date', 'subject') && has('message-id', 'received', 'mime-version', 'return-path');
}
