/** Reads an order as it was typed: its name, the words behind it, and its options. What is mistaken is told with the usage. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { Mistake } from './mistake.ts';

/** Of `options` an order may have those that `orders` names for it, and `--stage`. Throws a Mistake. */
export function readWords<
  Options extends NonNullable<ParseArgsConfig['options']>,
  Known extends { options: readonly (keyof Options)[] },
>(argv: readonly string[], options: Options, orders: Readonly<Record<string, Known>>, usage: string) {
  const { values, positionals } = parsed({ args: [...argv], options, allowPositionals: true as const }, usage);
  const [name = '', ...words] = positionals as string[];
  const known = Object.hasOwn(orders, name) ? orders[name] : undefined;
  if (!known) throw new Mistake(name ? `There is no order ${name}.` : 'Say what to do.', usage);
  const strange = Object.keys(values).find((option) => option !== 'stage' && !known.options.includes(option));
  if (strange) throw new Mistake(`${name} knows no --${strange}.`, usage);
  return { name, known, words, values };
}

/** As parseArgs; throws a Mistake. */
export function parsed<Config extends ParseArgsConfig>(config: Config, usage: string) {
  try {
    return parseArgs<Config>(config);
  } catch (error) {
    throw new Mistake(`${(error as Error).message.split('.')[0]}.`, usage);
  }
}
