/** One field of a source's secret. */
import { AskingFailed, type Connection } from './protocol.ts';

/** A field that is missing cannot be accepted by anybody: `refused`, before any call goes out. */
export function credential({ secret }: Pick<Connection, 'secret'>, field: string): string {
  const value = secret[field];
  if (!value) throw new AskingFailed('refused');
  return value;
}
