import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker, type ResourceLimits } from 'node:worker_threads';
import { ROOT } from './root';

/**
 * Runs another of our TypeScript files in a thread of this process.
 * @param file from the root of the checkout
 * @param data what the file finds as `workerData`
 * @param sourceMaps whether stacks name the lines as they were written; costs memory for every file that is loaded
 * @param resourceLimits of its heap; past them the thread ends with ERR_WORKER_OUT_OF_MEMORY
 * @param bundled whether it comes as one bundle (bundle.mjs): for a thread that somebody waits for each time it starts
 */
export function startThread(file: string, data: object, sourceMaps = true, resourceLimits: ResourceLimits = {}, bundled = false): Worker {
  return new Worker(path.join(ROOT, 'server/boot/thread.mjs'), {
    workerData: { ...data, sourceMaps, file: pathToFileURL(path.join(ROOT, file)).href, bundle: bundled ? file : null },
    // Whatever this process was started with is for its main thread.
    execArgv: [],
    resourceLimits,
  });
}
