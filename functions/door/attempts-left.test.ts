import { expect, test } from 'vitest';
import { beginAtTheDoors, doors, newNumber, newPerson, refuseEverybody } from '../testing/at-the-doors.ts';
import { phoneClaim } from '../testing/doors.ts';
import { LIMITS, networkOf } from './attempts-left.ts';

beginAtTheDoors();

test('too many attempts from one account are stopped, whatever came of them', async () => {
  const token = await doors.signIn(newPerson());
  refuseEverybody();
  const statuses: number[] = [];
  for (let at = 0; at <= LIMITS[0].most; at += 1) {
    const { status, headers } = await doors.call('PUT', '/identity', {
      token,
      body: phoneClaim(newNumber()),
      address: '203.0.113.9',
    });
    statuses.push(status);
    if (status === 429) expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    await doors.answer('nation');
    await doors.call('GET', '/identity', { token });
  }
  expect(statuses).toEqual([...Array(LIMITS[0].most).fill(202), 429]);
});

test('attempts at the same moment are each counted', async () => {
  const token = await doors.signIn(newPerson());
  const attempts = Array.from({ length: LIMITS[0].most + 4 }, () =>
    doors.call('PUT', '/identity', { token, body: phoneClaim(newNumber()), address: '203.0.113.10' }),
  );
  const statuses = (await Promise.all(attempts)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(4);
  expect(statuses.filter((status) => status === 202)).toHaveLength(1);
});

test('too many attempts from one address are stopped', async () => {
  const { most, windowMs } = LIMITS[2];
  // One household: all of an IPv6 network of 64 bits.
  const count = () => doors.effects.attempts.count('address', `${windowMs}#2001:db8:0:7`, windowMs);
  const earlier = most - 3;
  for (let at = 0; at < earlier; at += 1) await count();
  const statuses = await Promise.all(
    ['2001:db8:0:7::1', '2001:0db8:0000:0007:a:b:c:d', '2001:db8:0:7:ffff::', '2001:db8:0:7::2', '2001:DB8:0:7::3'].map(
      async (address) => {
        const token = await doors.signIn(newPerson());
        return (await doors.call('PUT', '/identity', { token, body: phoneClaim(newNumber()), address })).status;
      },
    ),
  );
  expect(statuses.sort()).toEqual([202, 202, 202, 429, 429]);
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::1', '0:0:0:0'],
  ['2001:db8::', '2001:db8:0:0'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
