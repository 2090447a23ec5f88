/** Which fields a source's secret has: those its file names as `$secret.<field>`, and those its protocol always uses. */
import type { ProtocolName, SourceFile } from '../../protocols/source-file.ts';

/** What a protocol signs with by itself; everything else stands in the source's file. */
const OF_PROTOCOL: Partial<Record<ProtocolName, string[]>> = { 'national-gateway': ['rid', 'appKey'] };

/** Sorted, each once. */
export function secretFields(source: SourceFile): string[] {
  const named = [...JSON.stringify(source).matchAll(/\$\{?secret\.(\w+)/g)].map(([, field]) => field!);
  const fields = [...named, ...(OF_PROTOCOL[source.protocol] ?? []), ...(source.pushes ? ['pushKey'] : [])];
  return [...new Set(fields)].sort();
}
