import { expect, it } from 'vitest';
import type { Person } from '../people/index.ts';
import type { Sandbox } from '../sandbox.ts';
import { built } from './builds.ts';
import { bindByPhone, bindBySpecimen, consent, fillIn, isToBeBound } from './first-opening.ts';
import { personCalled } from './going.ts';
import { showTheChannels } from './the-channels.ts';
import { showTheFlow } from './the-flow.ts';
import { showTheRest } from './the-rest.ts';
import { type PhoneVisit, visitByPhone } from './visit.ts';
import { createWeChatPhone, type WeChatPhone } from './wechat-phone.ts';

let folder: string;

function phoneOf(person: Person, sandbox: Sandbox): WeChatPhone {
  return createWeChatPhone(folder, { person: person.id, gateway: sandbox.gatewayOrigin });
}

async function arriveWith(phone: WeChatPhone, person: Person): Promise<PhoneVisit> {
  const visit = visitByPhone(phone);
  await consent(visit);
  if (await isToBeBound(visit)) await (person.phone.registeredWith === 0 ? bindByPhone : bindBySpecimen)(visit, person);
  return visit;
}

const means = showTheFlow({
  async prepare() {
    folder = await built('weapp');
  },
  arrive: (sandbox, person) => arriveWith(phoneOf(person, sandbox), person),
  finish: async () => undefined,
});

showTheRest(means);
showTheChannels(means);

it('refuses nothing for ever: privacy and phone number can be declined and there is a way on', async () => {
  const phone = phoneOf(personCalled('yan-ruolan'), means.sandbox());
  phone.privacyAnswer = 'refuse';
  const program = phone.open();
  await program.screen.shows(['你没有同意隐私保护指引', '全国互认通知']);
  phone.privacyAnswer = 'agree';
  await program.screen.tap('再看一次隐私保护指引');
  await program.screen.shows('先请你同意');
  await program.screen.tap('用我的姓名和证件号查询结果（必需）');
  await program.screen.tap('同意，继续');
  await program.screen.shows('怎样确认是你本人');
  await program.screen.tap('用手机号确认');
  await program.screen.shows(['请填写姓名', '请填写证件号码']);
  await program.screen.type('姓名，请填写姓名', '严若兰');
  await program.screen.type('证件号码，请填写证件号码', '340104199002150003');
  phone.phoneNumberAnswer = 'refuse';
  await program.screen.tap('用手机号确认');
  await program.screen.shows('没有取到手机号。可以再试一次，或者改用样本编号。');
  expect(program.faults).toEqual([]);
  program.close();
});

it('keeps what was typed when a document could not be confirmed, so that one thing can be put right', async () => {
  const phone = phoneOf(personCalled('li-ting'), means.sandbox());
  const visit = visitByPhone(phone);
  await consent(visit);
  await visit.screen.shows('怎样确认是你本人');
  await fillIn(visit, personCalled('li-ting'));
  await visit.screen.type('样本或报告编号', 'T00000000000');
  await visit.screen.tap('用样本或报告编号确认');
  await visit.screen.shows(['没有核对上', '李𬱖', '320102199407110003'], 20_000);
  await visit.screen.tap('用手机号确认');
  await visit.screen.shows('添加好了', 20_000);
  expect(visit.faults()).toEqual([]);
  await visit.close();
});

it('asks anew when it is pulled down, and nothing that a phone does not have', async () => {
  const phone = phoneOf(personCalled('chen-guolin'), means.sandbox());
  const visit = await arriveWith(phone, personCalled('chen-guolin'));
  await visit.screen.shows([/(?<!\d)(\d+) 个渠道，\1 个已答复/, /\d\d:\d\d 的答复/], 20_000);
  const before = phone.device.requests;
  await visit.pullDown();
  expect(phone.device.requests).toBeGreaterThan(before);
  expect(visit.faults()).toEqual([]);
  // What Taro looks for by itself.
  expect([...phone.missed].sort()).toEqual(['cloud', 'webpackJsonp']);
  await visit.close();
});

it('asks nothing while nobody looks, and once when the person is back', async () => {
  const phone = phoneOf(personCalled('chen-guolin'), means.sandbox());
  const visit = await arriveWith(phone, personCalled('chen-guolin'));
  await visit.screen.shows(/(?<!\d)(\d+) 个渠道，\1 个已答复/);
  visit.hide();
  const before = phone.device.requests;
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(phone.device.requests).toBe(before);
  visit.show();
  await expect.poll(() => phone.device.requests).toBe(before + 1);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(phone.device.requests).toBe(before + 1);
  await visit.close();
});
