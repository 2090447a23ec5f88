/**
 * 随申码: a token gateway (facts D2). A token of 24 hours, three ways to results (the city's, the nation's through the
 * city, sampling proofs) and a check of name against number. Every refusal comes with HTTP 200. Assumed: a sampling
 * proof is shown until the report is out; the last two tokens are good.
 */
import { DAY_MS } from '../../../core/index.ts';
import { json, notFound, readJson } from '../answers.ts';
import { spacedTime } from '../beijing-time.ts';
import { IssuedSecret } from '../dialects/issued-secret.ts';
import { latest } from '../dialects/national-latest.ts';
import type { HeldTest } from '../holdings.ts';
import type { Answer } from '../loopback.ts';
import { sameText } from '../same-text.ts';
import type { Call, CreateSimulator } from '../simulator.ts';

const APP_ID = 'huren-sandbox';
const APP_SECRET = 'shanghai-sandbox-app-secret';
const TOKEN_PATH = '/gateway/auth/accesstoken/create';

/** 1 is negative here, where elsewhere it is positive. */
const NAT_RESULT = {
  negative: { nat_result: 1, nat_result_name: 'ORF1ab基因阴性,N基因阴性' },
  positive: { nat_result: 2, nat_result_name: 'ORF1ab基因阳性,N基因阳性' },
  inconclusive: { nat_result: 3, nat_result_name: '待复核' },
} as const;

export const createShanghai: CreateSimulator = (holdings) => {
  const tokens = new IssuedSecret(DAY_MS);

  function createToken(call: Call): Answer {
    const right = call.query.get('appId') === APP_ID && sameText(call.query.get('appSecret') ?? undefined, APP_SECRET);
    if (!right) return gatewayError('GATEWAY0002', 'appId或appSecret错误');
    return json({ access_token: tokens.issue(call.at).text });
  }

  const services: Record<string, (body: Record<string, string>, call: Call) => Answer> = {
    'interface-sj-hsjcjgcx-sjgt': (body, call) => {
      const number = body.zjhm ?? body.sfzh;
      if (!number) return parameterError('zjhm');
      const held = holdings.lookup('shanghai', { name: body.xm, number }, call.at);
      return cityAnswer(held.filter((test) => test.outcome !== undefined).map(cityRow));
    },
    'interface-gj-xgfy-hsjcsjfwjk': (body, call) => {
      if (!body.xm || !body.zjhm) return parameterError('xm、zjhm');
      const data = latest(holdings.lookup('national-platform', { name: body.xm, number: body.zjhm }, call.at)) ?? '';
      return nested({ code: '200', data, message: 'success' });
    },
    'interface-sj-hscyxxcx': (body, call) => {
      if (!body.card_no) return parameterError('card_no');
      const held = holdings.lookup('shanghai', { number: body.card_no }, call.at);
      return cityAnswer(held.filter((test) => test.outcome === undefined).map(proofRow));
    },
    'interface-sj-ssmjm': (body) => {
      if (!body.XM || !body.ZJHM) return parameterError('XM、ZJHM');
      return cityAnswer(holdings.matches({ name: body.XM, number: body.ZJHM }) ? [{ type: '00' }] : []);
    },
  };

  function answer(call: Call): Answer {
    if (call.method === 'GET' && call.path === TOKEN_PATH) return createToken(call);
    const service = services[/^\/gateway\/([a-z-]+)\/getInfo$/.exec(call.path)?.[1] ?? ''];
    if (call.method !== 'POST' || !service) return notFound(call.path);
    const token = call.headers.access_token;
    if (typeof token !== 'string' || !tokens.goodAt(call.at).some((good) => sameText(token, good))) {
      return gatewayError('GATEWAY0006', 'access_token无效或已过期');
    }
    if (call.headers.authoritytype !== '2' || call.headers.elementsversion !== '1.00') {
      return gatewayError('GATEWAY0001', '请求头authoritytype或elementsVersion缺失');
    }
    return service(readJson(call.body) ?? {}, call);
  }

  return {
    id: 'shanghai',
    host: 'gateway.shanghai.example',
    requestsPerSecond: 20,
    medianMs: 250,
    secret: { appId: APP_ID, appSecret: APP_SECRET },
    speaks: 'json',
    wrong: 'business-error',
    asks: ({ path }) => path !== TOKEN_PATH,
    answer,
    overQuota: () => gatewayError('GATEWAY0429', '访问频率超过限制'),
    // The city is well and the system behind it is not: success outside, a failure inside.
    businessError: ({ path }) =>
      path.includes('-gj-')
        ? nested({ errCode: '22011', errMsg: '国家接口调用失败' })
        : json({ code: '500', message: '后台服务异常', data: null }),
  };
};

function cityRow(test: HeldTest): object {
  return {
    name: test.name,
    // Integrators got numbers back with a small x.
    card_no: test.number.toLowerCase(),
    card_type: test.documentType === 'resident-id' ? '1' : '2',
    card_type_name: test.documentType === 'resident-id' ? '居民身份证' : '其他',
    sample_orgname: test.samplingPoint,
    test_orgname: test.institution,
    sample_type: 1,
    sample_type_name: '咽拭子',
    check_project: '核酸',
    // When the laboratory received it, whatever the name suggests.
    collect_date: spacedTime(test.receivedAt ?? test.sampledAt),
    sample_date: spacedTime(test.sampledAt),
    report_date: spacedTime(test.reportedAt),
    ...(test.oddWord ? { nat_result: 9, nat_result_name: test.oddWord } : NAT_RESULT[test.outcome!]),
  };
}

function proofRow(test: HeldTest): object {
  return {
    real_name: test.name,
    card_no: test.number,
    sample_org_name: test.institution,
    sample_station_name: test.samplingPoint,
    print_time: spacedTime(test.sampledAt),
  };
}

const cityAnswer = (data: object[]) => json({ code: '0', message: 'success', data });
const nested = (inner: object) => json({ code: 200, message: '', data: JSON.stringify(inner) });
const gatewayError = (code: string, msg: string) => json({ status: 500, code, msg });
const parameterError = (field: string) => json({ code: '400', message: `参数${field}不能为空`, data: null });
