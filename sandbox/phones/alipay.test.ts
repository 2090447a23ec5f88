import { expect, it } from 'vitest';
import { createAlipayPhone } from './alipay-phone.ts';
import { built } from './builds.ts';
import { bindBySpecimen, consent, isToBeBound } from './first-opening.ts';
import { showTheFlow } from './the-flow.ts';
import { showTheRest } from './the-rest.ts';
import { visitByPhone } from './visit.ts';

let folder: string;

const means = showTheFlow({
  async prepare() {
    folder = await built('alipay');
  },
  async arrive(sandbox, person) {
    const visit = visitByPhone(createAlipayPhone(folder, { person: person.id, gateway: sandbox.gatewayOrigin }));
    await consent(visit);
    // Alipay gives no phone number that a server could read.
    if (await isToBeBound(visit)) await bindBySpecimen(visit, person);
    return visit;
  },
  finish: async () => undefined,
});

showTheRest(means);

it('asks anew when it is pulled down, and nothing that a phone does not have', async () => {
  const phone = createAlipayPhone(folder, { person: 'chen-guolin', gateway: means.sandbox().gatewayOrigin });
  const visit = visitByPhone(phone);
  await consent(visit);
  await visit.screen.shows('在全国的');
  await visit.pullDown();
  await visit.screen.shows(/\d\d:\d\d 的答复/);
  expect(visit.faults()).toEqual([]);
  // What Taro looks for by itself.
  expect([...phone.missed].sort()).toEqual(['env', 'taroEventCenter', 'webpackJsonp']);
  await visit.close();
});
