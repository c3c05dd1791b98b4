import { availableParallelism, cpus } from 'node:os';

/** What a measurement was made on. */
export interface Machine {
  at: string;
  node: string;
  platform: string;
  processor: string;
  cores: number;
}

export function machine(): Machine {
  return { at: new Date().toISOString(), node: process.version, platform: `${process.platform}-${process.arch}`, processor: cpus()[0]?.model ?? '', cores: availableParallelism() };
}
