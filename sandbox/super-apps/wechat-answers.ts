/** WeChat's answers: JSON, and failures as errcode and errmsg under HTTP 200 (facts §4.1). */
import type { Answer } from '../sources/loopback.ts';

const ERRORS = {
  '-1': 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40013: 'invalid appid',
  40029: 'invalid code',
  40125: 'invalid appsecret',
  40163: 'code been used',
  41008: 'missing code',
  42001: 'access_token expired',
  45011: 'api minute-quota reach limit',
  47001: 'data format error',
} as const;

export const success = (value: object): Answer => ({
  status: 200,
  type: 'application/json; encoding=utf-8',
  body: JSON.stringify(value),
});

export const failure = (code: keyof typeof ERRORS): Answer => success({ errcode: Number(code), errmsg: ERRORS[code] });
