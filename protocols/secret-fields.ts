/** Which fields of a source's secret its protocol uses by itself, beside those its file names as `$secret.<field>`. */
import type { Hybrid } from './envelope/hybrid.ts';
import type { MedicalInsurance } from './envelope/medical-insurance.ts';
import type { SourceFile } from './source-file.ts';

export function fieldsOfProtocol({ protocol, settings }: Pick<SourceFile, 'protocol' | 'settings'>): string[] {
  if (protocol === 'national-gateway') return ['rid', 'appKey'];
  if (protocol !== 'encrypted-envelope') return [];
  const envelope = settings.envelope as Hybrid | MedicalInsurance;
  if (envelope.kind === 'hybrid') return ['publicKey'];
  return ['appCode', 'appSecret', 'privateKey', 'publicKey', ...(envelope.mode === 'cbc' ? ['iv'] : [])];
}
