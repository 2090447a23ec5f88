/** Digests against the vectors computed for the interfaces that use them. */
import { createHash } from 'node:crypto';
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

test('SM3 gives the example of GB/T 32905, A.1', () => {
  const abc = '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0';
  expect(digest('sm3', 'abc', 'hex')).toBe(abc);
  expect(digest('sm3', 'abc', 'HEX')).toBe(abc.toUpperCase());
  expect(digest('sm3', 'abc', 'base64')).toBe(Buffer.from(abc, 'hex').toString('base64'));
});

test.each(['k', '键'.repeat(40)])('HMAC-SM3 is RFC 2104 written out over SM3, with the key %s', (key) => {
  const sm3 = (...parts: Buffer[]) => createHash('sm3').update(Buffer.concat(parts)).digest();
  const bytes = Buffer.from(key);
  const block = Buffer.concat([bytes.length > 64 ? sm3(bytes) : bytes, Buffer.alloc(64)], 64);
  const padded = (pad: number) => Buffer.from(block.map((byte) => byte ^ pad));
  const expected = sm3(padded(0x5c), sm3(padded(0x36), Buffer.from('张三')));
  expect(digest('hmac-sm3', '张三', 'hex', key)).toBe(expected.toString('hex'));
});

test('a digest over characters of another signs as Xi’an does', () => {
  // All by hand: the MD5, its characters 3 to 27 counted from 0, and their SHA-1.
  const text = 'cardNum=110101199003071233driverName=webname=张三privateKey=pk-demotimestamp=1659096000uuid=u-demo';
  const recipe = {
    sorted: { privateKey: 'pk-demo' },
    join: '',
    digest: 'md5',
    encoding: 'hex',
    again: { slice: [3, 28], digest: 'sha1', encoding: 'hex' },
  } as const;
  const parameters = Object.fromEntries([
    ['name', '张三'],
    ['cardNum', '110101199003071233'],
    ['uuid', 'u-demo'],
    ['timestamp', '1659096000'],
    ['driverName', 'web'],
  ]);
  const md5 = digest('md5', text, 'hex');
  expect(sign({ ...recipe, again: { ...recipe.again, slice: [3, 28] } }, {}, parameters)).toBe(
    '085621ad1c271c824af2b8566e04ef80d588c011',
  );
  expect(digest('sha1', md5.slice(3, 28), 'hex')).toBe('085621ad1c271c824af2b8566e04ef80d588c011');
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
