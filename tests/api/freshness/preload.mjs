import { isMainThread } from 'node:worker_threads';

// Node preloads for every thread; the one in front has the lease, and TypeScript.
if (isMainThread) await import('./without-lease.ts');
