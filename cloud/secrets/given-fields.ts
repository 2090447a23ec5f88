/** The fields of a secret as somebody gives them: typed without echo, or as a JSON object from a file or a pipe. */
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { Mistake } from '../../functions/operating/mistake.ts';

/** Texts by field. Mistakes are told without a value. Every name must be one of `known`; which of them are there is the caller's business. */
export async function fieldsFrom(file: string, known: string[]): Promise<Record<string, string>> {
  const given = parsed(file, file === '-' ? await text(process.stdin) : readText(file));
  const [strange] = Object.keys(given).filter((name) => !known.includes(name));
  if (strange !== undefined) throw new Mistake(`"${strange}" is no field of this secret; it has ${known.join(', ')}`);
  for (const [name, value] of Object.entries(given))
    if (typeof value !== 'string' || value === '') throw new Mistake(`"${name}" must be a text that is not empty`);
  return given as Record<string, string>;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Mistake(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}

function parsed(file: string, json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // The parser's own message would quote what it choked on.
  }
  throw new Mistake(`${file === '-' ? 'What was piped in' : file} is not one JSON object of fields and texts`);
}

/** Asks for each field; an empty line leaves it out. What is typed is not shown. */
export async function fieldsTyped(known: string[], kept: string[]): Promise<Record<string, string>> {
  const given: Record<string, string> = {};
  for (const name of known) {
    const value = await typed(`${name}${kept.includes(name) ? ' (empty: stays as it is)' : ''}: `);
    if (value !== '') given[name] = value;
  }
  return given;
}

const ENTER = /[\r\n]/;
const BACKSPACE = /[\b\x7f]/;

function typed(prompt: string): Promise<string> {
  const { stdin, stdout } = process;
  stdout.write(prompt);
  stdin.setRawMode(true).setEncoding('utf8').resume();
  return new Promise((resolve, reject) => {
    let line = '';
    const done = (end: () => void) => {
      stdin.off('data', read).setRawMode(false).pause();
      stdout.write('\n');
      end();
    };
    const read = (chunk: string) => {
      for (const character of chunk) {
        if (character === '\x03') return done(() => reject(new Mistake('Stopped; nothing was written')));
        if (ENTER.test(character)) return done(() => resolve(line.trim()));
        line = BACKSPACE.test(character) ? line.slice(0, -1) : line + character;
      }
    };
    stdin.on('data', read);
  });
}
