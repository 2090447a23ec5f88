import { expect, it } from 'vitest';
import { built } from './builds.ts';
import { bindByPhone, bindBySpecimen, consent, fillIn, isToBeBound } from './first-opening.ts';
import { personCalled } from './going.ts';
import { showTheFlow } from './the-flow.ts';
import { showTheRest } from './the-rest.ts';
import { visitByPhone } from './visit.ts';
import { createWeChatPhone } from './wechat-phone.ts';

let folder: string;

const means = showTheFlow({
  async prepare() {
    folder = await built('weapp');
  },
  async arrive(sandbox, person) {
    const visit = visitByPhone(createWeChatPhone(folder, { person: person.id, gateway: sandbox.gatewayOrigin }));
    await consent(visit);
    if (await isToBeBound(visit))
      await (person.phone.registeredWith === 0 ? bindByPhone : bindBySpecimen)(visit, person);
    return visit;
  },
  finish: async () => undefined,
});

showTheRest(means);

it('refuses nothing for ever: privacy and phone number can be declined and there is a way on', async () => {
  const phone = createWeChatPhone(folder, { person: 'yan-ruolan', gateway: means.sandbox().gatewayOrigin });
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
  const phone = createWeChatPhone(folder, { person: 'li-ting', gateway: means.sandbox().gatewayOrigin });
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
  const phone = createWeChatPhone(folder, { person: 'chen-guolin', gateway: means.sandbox().gatewayOrigin });
  const visit = visitByPhone(phone);
  await consent(visit);
  await visit.screen.shows('在全国的');
  await visit.pullDown();
  await visit.screen.shows(/\d\d:\d\d 的答复/);
  expect(visit.faults()).toEqual([]);
  // What Taro looks for by itself.
  expect([...phone.missed].sort()).toEqual(['cloud', 'env', 'webpackJsonp']);
  await visit.close();
});
