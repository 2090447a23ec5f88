/** Digests against the vectors computed for the interfaces that use them. */
import { expect, test } from 'vitest';
import { digest } from './digest.ts';
import { sign } from './signature-recipe.ts';

test('MD5 in hex signs a rotating-secret call', () => {
  expect(digest('md5', 'A330demosecretdemo1659096000000', 'hex')).toBe('74af817437a0587cabd68b8d76b46e52');
});

test('HMAC-SHA-256 in Base64 signs a national call', () => {
  expect(digest('hmac-sha256', 's_demo_0001rid-demo1659096000000', 'base64', 'appsecret-demo')).toBe(
    '07HfeZ1ieWnYx3yq1jxA3cO/BU3SJK8w9pR40PJ6iaY=',
  );
});

test('a recipe of parts signs as the TIF gateway does', () => {
  const recipe = {
    parts: ['$timestamp', '$secret.token', '$nonce', '$timestamp'],
    digest: 'sha256',
    encoding: 'hex',
  } as const;
  const values = { $timestamp: '1659096000', '$secret.token': 'token-demo', $nonce: 'abc-123' };
  expect(sign({ ...recipe, parts: [...recipe.parts] }, values, {})).toBe(
    'a21181d3bb9e503926d533d8cb4488a83bd41f07872f67cadb34f0d434f36167',
  );
});

test('a recipe with a key signs as the Shandong gateway does', () => {
  const parts = ['$secret.clientId', '$timestamp', '$nonce'];
  const values = {
    '$secret.clientId': 'cid-demo',
    '$secret.key': 'sk-demo',
    $timestamp: '1659096000000',
    $nonce: 'nonce1',
  };
  expect(sign({ parts, digest: 'hmac-sha256', encoding: 'base64', key: '$secret.key' }, values, {})).toBe(
    'ID7teeaNIcV9T07iQV3zmPPGKfTqMnaCAMfHFyI/ZNQ=',
  );
});

test('a sorted recipe signs all parameters and the secret by name, in upper hex', () => {
  const recipe = { sorted: { secretKey: '$secret.secretKey' }, digest: 'sha256', encoding: 'HEX' } as const;
  const parameters = { xm: '张三', sfzh: '110101199003071233', timestamp: '1659096000000', appId: 'app-demo' };
  const text = 'appId=app-demo&secretKey=sk-demo&sfzh=110101199003071233&timestamp=1659096000000&xm=张三';
  expect(sign(recipe, { '$secret.secretKey': 'sk-demo' }, parameters)).toBe(digest('sha256', text, 'HEX'));
  expect(digest('sha256', 'abc', 'HEX')).toBe('BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD');
});

test('a recipe that names what nobody gives is a mistake of the file', () => {
  expect(() => sign({ parts: ['$nonse'], digest: 'md5', encoding: 'hex' }, {}, {})).toThrow(RangeError);
});
