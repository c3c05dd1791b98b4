/**
 * Something that keeps the process from starting and that the operator can put right.
 * Its message is one line that says what to do; whoever catches it prints that line and exits with 1,
 * without a stack.
 */
export class StartError extends Error {
  override name = 'StartError';
}
