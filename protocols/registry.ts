/** Every protocol, by the name a source file gives it: one line each. */
import { encryptedEnvelope } from './encrypted-envelope.ts';
import { fhir } from './fhir.ts';
import { nationalGateway } from './national-gateway.ts';
import type { Protocol } from './protocol.ts';
import { rotatingSecret } from './rotating-secret.ts';
import { signedRequest } from './signed-request.ts';
import { soap } from './soap.ts';
import type { ProtocolName } from './source-file.ts';
import { tokenGateway } from './token-gateway.ts';

export const protocols: Record<ProtocolName, Protocol> = {
  'national-gateway': nationalGateway,
  'token-gateway': tokenGateway,
  'rotating-secret': rotatingSecret,
  'signed-request': signedRequest,
  soap,
  'encrypted-envelope': encryptedEnvelope,
  fhir,
};
