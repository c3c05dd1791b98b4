import { spawn } from 'node:child_process';
import { ROOT } from './root.mjs';

/** A step that failed; the message is what to print, ending with one line that says what to do. */
export class StepFailed extends Error {}

/** Runs a program and keeps what it writes, for a step that is silent unless it fails. */
export function runSilently(command, args, { env = {}, timeout } = {}) {
  return run(command, args, { env, timeout, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs a program whose output is for the reader. */
export function runVisibly(command, args, { env = {}, cwd } = {}) {
  return run(command, args, { env, cwd, stdio: ['ignore', 'inherit', 'inherit'] });
}

/** @returns {Promise<{ code: number, output: string }>} code 127 when the program is not there */
function run(command, args, { env, cwd = ROOT, timeout, stdio }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio, timeout });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    // Ctrl-C reaches the whole group by itself; a signal sent to us alone must not leave the program behind.
    const pass = (signal) => {
      child.kill(signal);
      process.exit(1);
    };
    process.once('SIGTERM', pass).once('SIGHUP', pass);
    const settle = (code, text) => {
      process.off('SIGTERM', pass).off('SIGHUP', pass);
      resolve({ code, output: text });
    };
    child.once('error', (error) => settle(127, `${command}: ${error.message}`));
    child.once('close', (code) => settle(code ?? 1, output));
  });
}
