import { expect, it } from 'vitest';
import type { Person } from '../people/index.ts';
import type { Sandbox } from '../sandbox.ts';
import { type AlipayPhone, createAlipayPhone } from './alipay-phone.ts';
import { built } from './builds.ts';
import { bindBySpecimen, consent, isToBeBound } from './first-opening.ts';
import { personCalled } from './going.ts';
import { showTheChannels } from './the-channels.ts';
import { showTheFlow } from './the-flow.ts';
import { showTheRest } from './the-rest.ts';
import { type PhoneVisit, visitByPhone } from './visit.ts';

let folder: string;

function phoneOf(person: Person, sandbox: Sandbox): AlipayPhone {
  return createAlipayPhone(folder, { person: person.id, gateway: sandbox.gatewayOrigin });
}

async function arriveWith(phone: AlipayPhone, person: Person): Promise<PhoneVisit> {
  const visit = visitByPhone(phone);
  await consent(visit);
  // Alipay gives no phone number that a server could read.
  if (await isToBeBound(visit)) await bindBySpecimen(visit, person);
  return visit;
}

const means = showTheFlow({
  async prepare() {
    folder = await built('alipay');
  },
  arrive: (sandbox, person) => arriveWith(phoneOf(person, sandbox), person),
  finish: async () => undefined,
});

showTheRest(means);
showTheChannels(means);

it('asks anew when it is pulled down, and nothing that a phone does not have', async () => {
  const phone = phoneOf(personCalled('chen-guolin'), means.sandbox());
  const visit = await arriveWith(phone, personCalled('chen-guolin'));
  await visit.screen.shows([/(?<!\d)(\d+) 个渠道，\1 个已答复/, /\d\d:\d\d 的答复/], 20_000);
  const before = phone.device.requests;
  await visit.pullDown();
  expect(phone.device.requests).toBeGreaterThan(before);
  expect(visit.faults()).toEqual([]);
  // What Taro looks for by itself.
  expect([...phone.missed].sort()).toEqual(['taroEventCenter', 'webpackJsonp']);
  await visit.close();
});
