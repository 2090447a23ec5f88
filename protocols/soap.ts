/** SOAP 1.1 as laboratories and hospitals offer it; what its messages look like is data in the source's file. */
import type { Protocol } from './protocol.ts';
import { valuesOf } from './request.ts';
import { readSoapAnswer, type SoapSettings, writeSoap } from './soap-message.ts';

export const soap: Protocol = {
  name: 'soap',
  async call(connection, service, question) {
    const settings = connection.source.settings as unknown as SoapSettings;
    const values = valuesOf(connection, settings.timestamp, service, question);
    const reply = await connection.send(await writeSoap(settings, service, values));
    return readSoapAnswer(reply, settings, service, connection.now());
  },
};
