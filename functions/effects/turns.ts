/** Turns: those an environment has taken from the table and not yet handed out. */
import type { Control } from './control.ts';
import type { World } from './world.ts';

interface Promising {
  control: Control;
  world: Pick<World, 'clock'>;
}

export class Turns {
  readonly #blocks = new Map<string, { next: number; left: number; size: number; takenAt: number }>();

  /** The next turn. A busy environment takes up to sixteen at a time, so that a rush does not wear out one item. */
  async next(source: string, costMs: number, { control, world }: Promising): Promise<number> {
    const block = this.#blocks.get(source);
    const at = world.clock.now();
    if (block && block.left > 0 && block.next > at) {
      block.left -= 1;
      block.next += costMs;
      return block.next - costMs;
    }
    const size = block && at - block.takenAt < 1_000 ? Math.min(block.size * 2, 16) : 1;
    const first = await control.promise(source, costMs, size);
    this.#blocks.set(source, { next: first + costMs, left: size - 1, size, takenAt: at });
    return first;
  }
}
