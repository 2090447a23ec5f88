/** Counted: `1 hour`, `2 hours`: English has one form for one and another for every other number. */
export const counted = (count: number, one: string, other = `${one}s`) => `${count} ${count === 1 ? one : other}`;
