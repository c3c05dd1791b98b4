import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchOver } from '../../../../server/boot/watchdog';

const QUICK = { every: 20, misses: 5 };
/** Answers each message, until one asks it to hang. */
const ANSWERING = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', (message) => {
    if (message === 'hang') for (;;);
    parentPort.postMessage(message);
  });`;

let thread: Worker;
let answered: number;
beforeEach(() => {
  thread = new Worker(ANSWERING, { eval: true });
  answered = 0;
});
afterEach(() => thread.terminate());

function ask(): Promise<unknown> {
  thread.postMessage('still there?');
  return once(thread, 'message').then(() => (answered += 1));
}

test('a thread that answers is left alone; one that hangs is told of, once', async () => {
  let told = 0;
  const hung = new Promise<void>((resolve) => {
    const end = watchOver(ask, () => {
      told += 1;
      resolve();
    }, QUICK);
    const hang = setInterval(() => {
      if (answered < 20) return;
      clearInterval(hang);
      expect(told).toBe(0);
      thread.postMessage('hang');
    }, 5);
    void once(thread, 'exit').then(end);
  });
  await hung;
  expect(told).toBe(1);
});

test('after its end nothing is told', async () => {
  let told = 0;
  const end = watchOver(ask, () => (told += 1), QUICK);
  thread.postMessage('hang');
  end();
  await new Promise<void>((resolve) => {
    const stop = watchOver(() => new Promise(() => undefined), () => (stop(), resolve()), QUICK);
  });
  expect(told).toBe(0);
});
