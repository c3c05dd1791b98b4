import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

// Node 20 runs no TypeScript by itself, and a thread does not inherit what its process has registered.
register();
// tsx turns them on for everything that is loaded. Those of Next would take 25 MB for the lines of a stack in the log.
process.setSourceMapsEnabled(workerData.sourceMaps);
await import(workerData.file);
