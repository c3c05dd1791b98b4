import { pathToFileURL } from 'node:url';
import { workerData } from 'node:worker_threads';
import { bundleOf } from './bundle.mjs';

const bundle = workerData.bundle && (await bundleOf(workerData.bundle));
if (bundle) await import(pathToFileURL(bundle).href);
else {
  // Node 20 runs no TypeScript by itself, and a thread does not inherit what its process has registered.
  const { register } = await import('tsx/esm/api');
  register();
  // tsx turns them on for everything that is loaded. Those of Next would take 25 MB for the lines of a stack in the log.
  process.setSourceMapsEnabled(workerData.sourceMaps);
  await import(workerData.file);
}
