/** What PUT /identity takes, and which field it names where it does not. */
import { describe, expect, test } from 'vitest';
import { beginAtTheDoors, doors, ground, newNumber, newPerson } from '../testing/at-the-doors.ts';
import { NAME, NUMBER, phoneClaim } from '../testing/doors.ts';

beginAtTheDoors();

describe('bad input', () => {
  const claim = phoneClaim();
  test.each([
    ['no body', undefined, '/name'],
    ['no name', { ...claim, name: undefined }, '/name'],
    ['a name of digits', { ...claim, name: '张3' }, '/name'],
    ['a masked name', { ...claim, name: '张*三' }, '/name'],
    ['a name of 51 characters', { ...claim, name: '张'.repeat(51) }, '/name'],
    ['a name that is a list', { ...claim, name: ['张三'] }, '/name'],
    ['no document', { ...claim, document: undefined }, '/document'],
    ['a kind nobody knows', { ...claim, document: { type: 'library-card', number: '1' } }, '/document/type'],
    ['a number that is a number', { ...claim, document: { type: 'resident-id', number: 11 } }, '/document/number'],
    [
      'a wrong check digit',
      { ...claim, document: { type: 'resident-id', number: `${NUMBER.slice(0, 17)}5` } },
      '/document/number',
    ],
    ['a number too short', { ...claim, document: { type: 'resident-id', number: '1101' } }, '/document/number'],
    [
      'a born-on-no-day',
      { ...claim, document: { type: 'resident-id', number: '110101193013070014' } },
      '/document/number',
    ],
    [
      'a permit without its letter',
      { ...claim, document: { type: 'hk-macao-permit', number: '012345678' } },
      '/document/number',
    ],
    ['an empty phone code', { ...claim, phoneCode: '' }, '/phoneCode'],
    ['a specimen number of signs', { ...matchedOf(claim), specimenNumber: '!!!!' }, '/specimenNumber'],
    ['both proofs', { ...claim, specimenNumber: 'T123456' }, '/specimenNumber'],
    ['no consent', { ...claim, consent: undefined }, '/consent'],
    ['a consent to nothing', { ...claim, consent: {} }, '/consent/textVersion'],
  ])('%s', async (_, body, field) => {
    const answer = await doors.call('PUT', '/identity', { token: await doors.signIn('person-of-errors'), body });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ type: '/problems/field-wrong', field, reference: 'test-reference' });
    expect(answer.body.detail.length).toBeGreaterThan(10);
    expect(answer.text).not.toContain(NUMBER);
    expect(answer.text).not.toContain(NAME);
  });

  function matchedOf({ phoneCode: _without, ...rest }: ReturnType<typeof phoneClaim>) {
    return rest;
  }

  test.each([
    ['full-width digits and a lower-case x', '１１０１０５１９４９１２３１００２x', '11010519491231002X'],
    ['spaces', '110105 19491231 002X', '11010519491231002X'],
  ])('takes %s', async (_, typed, kept) => {
    const asked: string[] = [];
    ground.answers['/nation/phone'] = (body) => {
      asked.push(body);
      return { code: '0', yes: '1' };
    };
    const { body } = await doors.bind(await doors.signIn(newPerson()), phoneClaim(typed, ' 阿卜杜·热合曼 '));
    expect(body.state).toBe('bound');
    expect(JSON.parse(asked[0]!)).toMatchObject({ number: kept, name: '阿卜杜·热合曼' });
  });

  test.each(['古丽•阿依', '𠮷田一', '王㛃'])('takes the name %s', async (name) => {
    const { body } = await doors.bind(await doors.signIn(newPerson()), phoneClaim(newNumber(), name));
    expect(body.state).toBe('bound');
  });
});

test('a foreign telephone that reads like one of the mainland proves nothing', async () => {
  const token = await doors.signIn(newPerson());
  ground.answers['/wxa/business/getuserphonenumber'] = () => ({
    errcode: 0,
    phone_info: { purePhoneNumber: '15112345678', countryCode: '49', watermark: { appid: 'wx-test' } },
  });
  const { status, body } = await doors.call('PUT', '/identity', { token, body: phoneClaim(newNumber()) });
  expect([status, body.type, body.field]).toEqual([400, '/problems/field-wrong', '/phoneCode']);
  expect(ground.waiting('nation')).toHaveLength(0);
});

test('an accent sent by itself is the same name', async () => {
  const number = newNumber();
  let asked = '';
  ground.answers['/nation/phone'] = (body) => {
    asked = body;
    return { code: '0', yes: '1' };
  };
  await doors.bind(await doors.signIn(newPerson()), phoneClaim(number, 'JOSE\u0301 A\u0303O'));
  expect(JSON.parse(asked).name).toBe('JOSÉ ÃO');
});
