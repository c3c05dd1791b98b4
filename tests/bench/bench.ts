import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Bare } from './bare';
import type { Figure } from './figures';
import type { Running } from './load';
import { Site } from './site';

/** What a part found: figures for the table of ratios, a text of its own, and what is out of its bounds. */
export interface Outcome {
  figures?: Figure[];
  text?: string;
  failures?: string[];
}

/** One part of the benchmark. */
export interface Part {
  /** What it measures and about how long it takes, for the usage. */
  about: string;
  run(bench: Bench): Promise<Outcome>;
}

interface SiteSettings {
  /** Another data folder than the one that parts share. */
  dataDir?: string;
  env?: Record<string, string>;
  /** Cores that it may run on, as taskset writes them. */
  cores?: string;
}

/** What the parts have in common: a folder, servers that are ended whatever happens, a word to whoever waits. */
export class Bench {
  /** Of the demo accounts. */
  readonly password = randomBytes(12).toString('base64url');
  private readonly open = new Set<{ stop(): Promise<void> }>();
  private readonly loads: Running[] = [];
  private clearing: Promise<void> | undefined;

  constructor(
    readonly folder: string,
    readonly tell: (line: string) => void,
    /** Sizes of the libraries of the part `scale`. */
    readonly sizes: number[],
    /** A folder of files of one's own for the part `file-costs`. */
    readonly files?: string,
  ) {}

  get isBrokenOff(): boolean {
    return this.clearing !== undefined;
  }

  /** Something that is to be stopped at the end. */
  opened<T extends { stop(): Promise<void> }>(server: T): T {
    if (this.clearing) void server.stop();
    this.open.add(server);
    return server;
  }

  /** The site on its data folder, ready; the first start there makes the database and the demo. */
  async site({ dataDir = path.join(this.folder, 'data'), env = {}, cores }: SiteSettings = {}): Promise<Site> {
    if (this.clearing) throw new Error('broken off');
    const site = this.opened(new Site({ dataDir, password: this.password, env, ...(cores === undefined ? {} : { cores }) }));
    await site.ready();
    return site;
  }

  async bare(options: { cores?: string; workers?: number } = {}): Promise<Bare> {
    return this.opened(await Bare.start(this.folder, options));
  }

  /** Receives each load while it runs, to end it when the run is broken off. */
  readonly running = (load: Running): void => void this.loads.push(load);

  /** Ends everything, once, whoever asks. */
  clear(): Promise<void> {
    this.clearing ??= (async () => {
      for (const load of this.loads) load.stop();
      await Promise.allSettled([...this.open].map((server) => server.stop()));
      await rm(this.folder, { recursive: true, force: true });
    })();
    return this.clearing;
  }
}
