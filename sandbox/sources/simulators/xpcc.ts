/** 兵团健康码: behind the national gateway the police ministry's form, asked by number alone; closed around midnight. */
import { json } from '../answers.ts';
import { slashTime } from '../beijing-time.ts';
import { describe } from '../dialects/describe.ts';
import { GATEWAY_REFUSALS, nationalGateway } from '../dialects/national-gateway.ts';
import { outcomeWord } from '../dialects/outcome-word.ts';
import { ID_ONLY, results } from '../dialects/results.ts';
import type { HeldTest } from '../holdings.ts';

const SECRET = {
  rid: 'huren-sandbox-caller',
  appKey: 'xpcc-sandbox-app-key',
  senderId: 'huren-sandbox-sender',
  authorizeInfo: 'xpcc-sandbox-authorize-info',
  userCardId: 'huren-service-01',
  userName: '互认服务',
};
const CODES = { negative: '0', positive: '1', inconclusive: '2' };
const REQUIRED = ['XM', 'GMSFHM', 'HSJG', 'CYSJ', 'BGSJ', 'JCJG', 'HCBS'];

const failure = (Code: string, Message: string) => json({ Code, Message, PayLoad: null });

export const createXpcc = describe(() => {
  const gateway = nationalGateway(SECRET, ['s_bt_hsjc']);
  return {
    id: 'xpcc',
    host: 'gateway.xpcc.example',
    requestsPerSecond: 2,
    maintenance: { from: '23:30', to: '01:00' },
    medianMs: 600,
    secret: SECRET,
    wrong: 'slow',
    refusals: {
      ...GATEWAY_REFUSALS,
      incomplete: failure('99', '参数错误'),
      broken: failure('99', '系统异常'),
    },
    doors: [
      gateway.door,
      {
        path: '/gateway/httpproxy',
        refuse: gateway.refuse,
        answer: (received) => (isAuthorised(received.body) ? tests(received) : failure('10', '授权信息错误')),
      },
    ],
  };
});

interface Envelope {
  SenderId?: unknown;
  ServiceId?: unknown;
  AuthorizeInfo?: unknown;
  Method?: unknown;
  EndUser?: { UserCardId?: unknown; UserName?: unknown };
  Params?: { Condition?: unknown; RequiredItems?: unknown };
}

function isAuthorised(body: unknown): boolean {
  const { SenderId, ServiceId, AuthorizeInfo, Method, EndUser } = (body ?? {}) as Envelope;
  const caller = [SenderId, AuthorizeInfo, EndUser?.UserCardId, EndUser?.UserName];
  const { senderId, authorizeInfo, userCardId, userName } = SECRET;
  const isOurs = [senderId, authorizeInfo, userCardId, userName].every((each, at) => caller[at] === each);
  return isOurs && ServiceId === 'BT_HSJC' && Method === 'Query';
}

const tests = results({
  source: 'xpcc',
  documents: ID_ONLY,
  from: 'report',
  question({ body }) {
    const { Condition, RequiredItems } = (body as Envelope).Params ?? {};
    const number = /^GMSFHM='([0-9A-Za-z]+)'$/.exec(String(Condition))?.[1];
    const asksAll = Array.isArray(RequiredItems) && REQUIRED.every((item) => RequiredItems.includes(item));
    return number && asksAll ? { number } : undefined;
  },
  write(held) {
    const Result = held.length > 0 ? held.map(row) : null;
    return json({ Code: '1', Message: '', PayLoad: { Data: { Result } } });
  },
});

const row = (test: HeldTest) => ({
  XM: test.name,
  GMSFHM: test.number.toLowerCase(),
  HSJG: outcomeWord(test, CODES),
  CYSJ: slashTime(test.sampledAt),
  BGSJ: slashTime(test.reportedAt),
  JCJG: test.institution,
  HCBS: String(test.poolSize),
});
