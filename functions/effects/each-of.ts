/** Each of: work on many things, a limited number of them at a time. */

/** So many calls to the tables are under way at once. */
const AT_ONCE = 32;

export async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const item of waiting) await work(item);
    }),
  );
}
