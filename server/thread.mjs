import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

// Node 20 runs no TypeScript by itself, and a thread does not inherit what its process has registered.
register();
await import(workerData.file);
