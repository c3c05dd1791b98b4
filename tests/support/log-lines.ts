import { eventually } from './eventually';
import type { Site } from './site-process';

/** One line of a site's log. */
export type LogLine = Record<string, unknown> & { level: number; msg: string };

const READY = /^Anli is ready at .*\n/m;

/** Every line that a site has written since it was ready. @throws Error at one that is no JSON object */
export function logLines(site: Site): LogLine[] {
  const [, written = ''] = site.output().split(READY);
  // The last piece is a line that is not finished yet, or nothing.
  return written.split('\n').slice(0, -1).map((line) => {
    try {
      return JSON.parse(line) as LogLine;
    } catch {
      throw new Error(`No line of our log: ${line}`);
    }
  });
}

/** The first line of this kind, as soon as it is written. */
export async function logged(site: Site, fits: (line: LogLine) => boolean): Promise<LogLine> {
  const line = await eventually(async () => logLines(site).find(fits), (found) => found !== undefined);
  return line!;
}
