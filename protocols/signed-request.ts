/** Requests signed with a static secret, in headers or among the parameters; the recipe is data in the source's file. */
import type { Protocol } from './protocol.ts';
import { readJsonAnswer } from './reading/answer.ts';
import { type RequestSettings, valuesOf, writeRequest } from './request.ts';

export const signedRequest: Protocol = {
  name: 'signed-request',
  async call(connection, service, question) {
    const settings = connection.source.settings as RequestSettings;
    const values = valuesOf(connection, settings.timestamp, service, question);
    const reply = await connection.send(writeRequest(settings, service, values));
    return readJsonAnswer(reply, service, connection.now());
  },
};
