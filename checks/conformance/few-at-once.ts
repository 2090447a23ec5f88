/** Runs a job for each of many things, a few at once, so that each still gets its share of the machine. */
export async function fewAtOnce<T, R>(
  things: readonly T[],
  count: number,
  job: (thing: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const rest = [...things.entries()];
  const worker = async () => {
    for (let next = rest.shift(); next; next = rest.shift()) results[next[0]] = await job(next[1]);
  };
  await Promise.all(Array.from({ length: count }, worker));
  return results;
}
