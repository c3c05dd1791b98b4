/** Does one step of the start and says how long it took. */
export async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  process.stdout.write(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  return result;
}
