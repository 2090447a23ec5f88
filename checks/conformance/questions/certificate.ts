/** The question about TLS, at a real endpoint: the certificate fits the host, somebody known has signed it, and it will last. */
import { once } from 'node:events';
import { connect, type PeerCertificate } from 'node:tls';
import { DAY_MS } from '../../../core/index.ts';
import { type Finding, finding, notShown } from '../finding.ts';
import type { Target } from '../target.ts';

const LAST_DAYS = 14;

export async function aboutCertificate({ origin, source }: Target): Promise<Finding> {
  const question = 'its TLS certificate';
  const url = new URL(origin);
  const expected = `fits ${source.host}, lasts ${LAST_DAYS} days`;
  if (url.protocol !== 'https:') return notShown(question, expected, 'asked without TLS on this machine');
  const socket = connect({
    host: url.hostname,
    port: Number(url.port || 443),
    servername: source.host,
    rejectUnauthorized: false,
  });
  socket.setTimeout(10_000, () => socket.destroy(new Error('no TLS within 10 s')));
  try {
    await once(socket, 'secureConnect');
    const certificate: PeerCertificate = socket.getPeerCertificate();
    const days = Math.floor((Date.parse(certificate.valid_to) - Date.now()) / DAY_MS);
    if (!socket.authorized)
      return finding(question, expected, String(socket.authorizationError), [
        {
          field: '/host',
          what: 'nobody is asked while the certificate does not fit: give the exact host, or tell the source',
        },
      ]);
    const remedies =
      days < LAST_DAYS ? [{ field: '/contact', what: `it expires in ${days} days: tell the source` }] : [];
    return finding(question, expected, `${socket.getProtocol()}, ${days} days left`, remedies);
  } catch (error) {
    return finding(question, expected, (error as Error).message, [
      { field: '/host', what: 'no TLS connection: check host, port and network' },
    ]);
  } finally {
    socket.destroy();
  }
}
