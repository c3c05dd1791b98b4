import { closeSync, copyFileSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs';
import path from 'node:path';

const BOUND = 5 * 1024 * 1024;
const EACH_MINUTE = 60_000;

/**
 * PostgreSQL's own log, DATA_DIR/postgres.log: it writes there through a descriptor that it inherits, so it
 * needs no right to the folder. Over 5 MB the text moves to postgres.log.1 (one such file is kept).
 */
export class PostgresLog {
  readonly fd: number;
  private readonly file: string;
  private readonly timer: NodeJS.Timeout;

  constructor(dataDir: string) {
    this.file = path.join(dataDir, 'postgres.log');
    // "a+": every write goes to the end as it then is, so the file can be emptied under a running server.
    this.fd = openSync(this.file, 'a+', 0o600);
    this.rotate();
    this.timer = setInterval(() => this.rotate(), EACH_MINUTE).unref();
  }

  /** How long the log is now; `fatalSince` reads on from there. */
  mark(): number {
    return fstatSync(this.fd).size;
  }

  /** The reasons that PostgreSQL gave since a mark for not running, in one line; empty when it gave none. */
  fatalSince(mark: number): string {
    const length = Math.min(Math.max(0, this.mark() - mark), 64 * 1024);
    const buffer = Buffer.alloc(length);
    readSync(this.fd, buffer, 0, length, mark);
    const reasons = buffer.toString().split('\n').flatMap((line) => /(?:FATAL|PANIC|LOG|postgres): +((?:could not|pre-existing|lock file|database files|data directory|no space|error while).*)|(?:FATAL|PANIC): +(.*)/i.exec(line)?.slice(1).find(Boolean) ?? []);
    return [...new Set(reasons)].join('; ');
  }

  close(): void {
    clearInterval(this.timer);
    closeSync(this.fd);
  }

  private rotate(): void {
    if (this.mark() <= BOUND) return;
    copyFileSync(this.file, `${this.file}.1`);
    ftruncateSync(this.fd);
  }
}
