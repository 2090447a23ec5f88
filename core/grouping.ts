/** Grouping: joins what belongs together so that the order in which it was seen never matters (connected components). */

/** The indexes 0 … count−1 in groups: two are together when a chain of `together` leads from one to the other. */
export function groupsOf(count: number, together: (a: number, b: number) => boolean): number[][] {
  const leader: number[] = [];
  const find = (index: number): number => {
    let at = index;
    while (leader[at] !== at) at = leader[at]!;
    return at;
  };
  for (let a = 0; a < count; a++) {
    leader[a] = a;
    for (let b = 0; b < a; b++) {
      const [one, other] = [find(a), find(b)];
      if (one !== other && together(a, b)) leader[Math.max(one, other)] = Math.min(one, other);
    }
  }
  const groups: number[][] = [];
  const place: number[] = [];
  for (let index = 0; index < count; index++) {
    const first = find(index);
    if (place[first] === undefined) {
      place[first] = groups.length;
      groups.push([]);
    }
    groups[place[first]!]!.push(index);
  }
  return groups;
}
