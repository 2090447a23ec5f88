/** A JSON reply → the judged document of one service. */
import type { Instant } from '../../core/index.ts';
import type { HttpReply } from '../protocol.ts';
import type { Service } from '../source-file.ts';
import { decodeFields } from './decode.ts';
import { parseJson, unwrap } from './json.ts';
import { judge } from './judge.ts';
import { readText } from './text.ts';

/** `undefined` where the source's code says that it holds nothing. Throws AskingFailed. */
export function readJsonAnswer(
  reply: HttpReply,
  service: Pick<Service, 'codes' | 'success' | 'unwrap' | 'decode'>,
  now: Instant,
): unknown {
  const document = decodeFields(unwrap(parseBody(reply), service.unwrap), service.decode);
  return judge(reply, document, service, now);
}

/** An error page that is not JSON says less than its status does. */
export function parseBody(reply: HttpReply): unknown {
  try {
    return parseJson(readText(reply.body));
  } catch (error) {
    if (reply.status >= 200 && reply.status < 300) throw error;
    return undefined;
  }
}
