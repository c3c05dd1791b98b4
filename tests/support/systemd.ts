/** What systemd makes of its files (systemd.syntax(7), systemd.exec(5)), as far as ours go; what goes further is an error. */

const ASSIGNMENT = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/;

/**
 * The variables of an environment file. A comment has a line of its own: behind a value it is part of the value.
 * @throws Error for a line that systemd would leave out
 */
export function environmentFile(text: string): Record<string, string> {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !/^[#;]/.test(line));
  return Object.fromEntries(lines.map((line) => {
    const [, name, value = ''] = ASSIGNMENT.exec(line) ?? [];
    if (name === undefined || /["'\\]/.test(value)) throw new Error(`Not a plain assignment: ${line}`);
    return [name, value.trim()];
  }));
}

/** A unit: each section's settings in their order, since some may stand there more than once. */
export function unitFile(text: string): Record<string, [name: string, value: string][]> {
  const sections: Record<string, [string, string][]> = {};
  let section: [string, string][] | undefined;
  for (const line of text.split('\n').map((one) => one.trim())) {
    const head = /^\[(\w+)\]$/.exec(line)?.[1];
    if (head) section = sections[head] ??= [];
    else if (line !== '' && !/^[#;]/.test(line)) {
      const at = line.indexOf('=');
      if (at < 1 || !section || line.endsWith('\\')) throw new Error(`Not a plain setting: ${line}`);
      section.push([line.slice(0, at), line.slice(at + 1)]);
    }
  }
  return sections;
}

/** The variables of `Environment=`, which stand in one line with spaces between. */
export function environmentOf(settings: [name: string, value: string][]): Record<string, string> {
  const words = settings.filter(([name]) => name === 'Environment').flatMap(([, value]) => value.split(/\s+/));
  return environmentFile(words.join('\n'));
}
