/**
 * StrangerHost: a TLS listener whose certificate names somebody else and is signed by nobody: what stands where a source
 * should, while the fault `bad-certificate` is on. Whoever does not look is served, and counted.
 */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

const NAME = 'somebody-else.example';

export interface StrangerHost {
  origin: string;
  /** Requests that came through although the certificate does not fit. */
  served(): number;
  stop(): Promise<void>;
}

export async function startStrangerHost(): Promise<StrangerHost> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
  let served = 0;
  const server = createServer({ key, cert: certificate(publicKey, privateKey) }, (_request, response) => {
    served += 1;
    response.end('{}');
  });
  server.on('tlsClientError', () => {}); // that it is refused is what it is for
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    served: () => served,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The least that is an X.509 certificate (RFC 5280 §4.1), in PEM: version 1, self-signed with ECDSA and SHA-256. */
function certificate(publicKey: KeyObject, privateKey: KeyObject): string {
  const signedWith = der(0x30, Buffer.from('06082a8648ce3d040302', 'hex'));
  const commonName = der(0x30, Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from(NAME)));
  const name = der(0x30, der(0x31, commonName));
  const validity = der(0x30, der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('491231235959Z')));
  const keyInfo = publicKey.export({ type: 'spki', format: 'der' });
  const body = der(0x30, der(0x02, Buffer.from([1])), signedWith, name, validity, name, keyInfo);
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const base64 = der(0x30, body, signedWith, signature).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

/** One DER value: tag, length, content. */
function der(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}
