/** Which fields a source's secret has: those its file names as `$secret.<field>`, and those its protocol always uses. */
import { fieldsOfProtocol } from '../../protocols/secret-fields.ts';
import type { SourceFile } from '../../protocols/source-file.ts';

/** Sorted, each once. */
export function secretFields(source: SourceFile): string[] {
  const named = [...JSON.stringify(source).matchAll(/\$\{?secret\.(\w+)/g)].map(([, field]) => field!);
  const fields = [...named, ...fieldsOfProtocol(source), ...(source.pushes ? ['pushKey'] : [])];
  return [...new Set(fields)].sort();
}
