/**
 * 国家政务服务平台: the national gateway, and behind it one latest result without report time, and a check whether a
 * telephone belongs to a person.
 */
import { json } from '../answers.ts';
import { describe } from '../dialects/describe.ts';
import type { Received } from '../dialects/description.ts';
import { GATEWAY_REFUSALS, nationalGateway } from '../dialects/national-gateway.ts';
import { latest } from '../dialects/national-latest.ts';

const SECRET = { rid: 'huren-sandbox-caller', appKey: 'national-sandbox-app-key' };

const success = (data: unknown) => json({ code: '200', message: 'success', data });

export const createNationalPlatform = describe(() => {
  const gateway = nationalGateway(SECRET, ['s_nat_results', 's_phone_check']);
  return {
    id: 'national-platform',
    host: 'gateway.national.example',
    requestsPerSecond: 20,
    medianMs: 300,
    secret: SECRET,
    wrong: 'html-at-night',
    refusals: {
      ...GATEWAY_REFUSALS,
      incomplete: json({ code: '300', data: '', message: '参数错误' }),
      broken: json({ code: '500', data: '', message: '后台服务异常' }),
    },
    doors: [gateway.door, { path: '/gateway/httpproxy', refuse: gateway.refuse, answer }],
  };
});

function answer({ call, fields: { xm, zjhm, sjh }, holdings }: Received) {
  if (!xm || !zjhm) return 'incomplete';
  const asked = { name: xm, number: zjhm };
  if (call.headers.gjzwfwpt_sid === 's_nat_results') {
    return success(latest(holdings.lookup('national-platform', asked, call.at)) ?? null);
  }
  return sjh ? success({ result: holdings.phoneBelongs(asked, sjh) ? '1' : '0' }) : 'incomplete';
}
