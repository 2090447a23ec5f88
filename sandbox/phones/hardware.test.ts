/** The parts of a phone beside screen and network, on both super-apps: camera, canvas, clock, light, and code in subpackages. */

import encodeQR from 'qr';
import { describe, expect, it } from 'vitest';
import { createAlipayPhone } from './alipay-phone.ts';
import type { DeviceSettings } from './device.ts';
import { writeSmallProgram } from './small-program.ts';
import { createWeChatPhone } from './wechat-phone.ts';

const nobody: DeviceSettings = { person: 'nobody', gateway: 'http://127.0.0.1:1' };
const create = { weapp: createWeChatPhone, alipay: createAlipayPhone };
const dialects = {
  weapp: { global: 'wx', on: (event: string) => `bind${event.toLowerCase()}`, when: 'wx:if' },
  alipay: { global: 'my', on: (event: string) => `on${event}`, when: 'a:if' },
};
type Platform = keyof typeof create;
const phoneWith = (platform: Platform, page: string, more = {}, settings: Partial<DeviceSettings> = {}) =>
  create[platform](writeSmallProgram(platform, page, more), { ...nobody, ...settings });

describe.each<Platform>(['weapp', 'alipay'])('on %s', (platform) => {
  const { global, on, when } = dialects[platform];
  const ready = platform === 'weapp' ? 'InitDone' : 'Ready';
  const camera = `<view><text>{{said}}</text>
    <camera ${when}="{{first}}" mode="scanCode" flash="{{flash}}" ${on('ScanCode')}="eh" ${on(ready)}="eh" ${on('Stop')}="eh" ${on('Error')}="eh" />
    <camera ${when}="{{second}}" mode="scanCode" ${on('ScanCode')}="eh" ${on(ready)}="eh" ${on('Error')}="eh" />
    <button ${on('Tap')}="eh">按</button></view>`;
  const SAYING = `{
    data: { said: '', first: true, second: false, flash: 'off' },
    eh({ type, detail }) {
      if (type === 'tap') this.setData({ first: false, second: true, flash: 'torch' });
      else this.setData({ said: type + ' ' + (detail.result || '') });
    },
  }`;

  it('goes on scanning what is held before it, stops in the background, and looks again only when it is new', async () => {
    const phone = phoneWith(platform, SAYING, { template: camera });
    const program = phone.open();
    await program.screen.shows(ready.toLowerCase());
    phone.device.inView = 'A';
    await program.screen.shows('scancode A');
    phone.device.inView = 'B';
    await program.screen.shows('scancode B');
    program.hide();
    program.show();
    await program.screen.shows('stop');
    await expect(program.screen.shows('scancode', 300)).rejects.toThrow();
    await program.screen.tap('按');
    await program.screen.shows('scancode B');
    expect(program.faults).toEqual([]);
    program.close();
  });

  it('says that the person gave no camera, and that a page has two', async () => {
    const phone = phoneWith(platform, SAYING, { template: camera });
    phone.device.cameraAnswer = 'refuse';
    const refused = phone.open();
    await refused.screen.shows('error');
    refused.close();
    const two = phoneWith(platform, SAYING.replace('second: false', 'second: true'), { template: camera }).open();
    await expect.poll(() => two.faults).toContain('a page can hold one camera');
    two.close();
  });

  it('tells whether the light is on', async () => {
    const program = phoneWith(platform, SAYING.replace("flash: 'off'", "flash: 'torch'"), { template: camera }).open();
    await expect.poll(() => program.torch).toBe(true);
    program.close();
  });

  it('draws on a canvas what another camera reads, keeps it as a picture, and knows what was written', async () => {
    const modules = encodeQR('HUREN1:ABC', 'raw', { ecc: 'medium', border: 4 });
    const phone = phoneWith(
      platform,
      `{
        data: { said: '' },
        onReady() {
          ${global}.createSelectorQuery().select('#code').node().exec((found) => {
            const canvas = found[0].node;
            canvas.width = canvas.height = 330;
            const pencil = canvas.getContext('2d');
            pencil.fillStyle = '#fff';
            pencil.fillRect(0, 0, 330, 330);
            pencil.scale(2, 2);
            pencil.fillStyle = 'black';
            const modules = ${JSON.stringify(modules)};
            modules.forEach((row, y) => row.forEach((dark, x) => dark && pencil.fillRect(x * 5, y * 5, 5, 5)));
            pencil.fillText('欧***丽', 1, 1);
            ${global}.canvasToTempFilePath({ canvas, success: (reply) => ${global}.saveImageToPhotosAlbum({
              filePath: reply.tempFilePath, success: () => this.setData({ said: '画好了' }) }) });
          });
        },
      }`,
      { template: '<view><text>{{said}}</text><canvas type="2d" id="code" /></view>' },
    );
    const program = phone.open();
    await program.screen.shows('画好了');
    expect(program.code).toBe('HUREN1:ABC');
    expect(program.drawnWords).toEqual(['欧***丽']);
    const kept = phone.device.files.get(phone.device.state.album[0]!)!;
    expect(Buffer.from(kept, 'base64').subarray(1, 4).toString()).toBe('PNG');
    expect(program.faults).toEqual([]);
    program.close();
  });

  it('takes light, vibration, sound and what a phone hides from a picture of the screen', async () => {
    const sound = `const audio = ${global}.createInnerAudioContext(); audio.src = '/a.mp3'; audio.play();`;
    const bright = platform === 'weapp' ? 'value' : 'brightness';
    const phone = phoneWith(
      platform,
      `{
        data: { said: '' },
        onLoad() {
          ${sound}
          ${global}.vibrateLong({});
          ${global}.setKeepScreenOn({ keepScreenOn: true });
          ${global}.setVisualEffectOnCapture({ visualEffect: 'hidden' });
          ${global}.setScreenBrightness({ ${bright}: 1, success: () =>
            ${global}.getScreenBrightness({ success: (reply) => this.setData({ said: '亮度 ' + reply.${bright} }) }) });
        },
      }`,
    );
    const program = phone.open();
    await program.screen.shows('亮度 1');
    expect(phone.device.state).toMatchObject({
      brightness: 1,
      keptOn: true,
      captureHidden: true,
      vibrations: ['long'],
      sounds: ['/a.mp3'],
    });
    program.close();
  });

  it("has the phone's own clock, and BigInt on a newer phone", () => {
    const clock = Date.parse('2022-08-02T07:45:00+08:00');
    const says = `{ data: { said: '' }, onLoad() {
      const day = 864e5;
      this.setData({ said: [new Date().toISOString().slice(0, 10), Math.floor(Date.now() / day), typeof BigInt,
        new Date(2020, 1, 1).getFullYear(), new Date() instanceof Date].join(' ') });
    } }`;
    const old = phoneWith(platform, says, {}, { clock });
    expect(old.open().screen.text()).toContain('2022-08-01 19205 undefined 2020 true');
    old.device.setClock(clock + 86_400_000);
    expect(old.open().screen.text()).toContain('2022-08-02 19206');
    expect(phoneWith(platform, says, {}, { clock, bigInt: true }).open().screen.text()).toContain('function');
  });

  const staff = (main: string, fromMain = false) => ({
    app: { subPackages: [{ root: 'staff', pages: ['pages/two'] }] },
    files: {
      'app.js': `${fromMain ? "require('./staff/only.js');" : ''}App({})`,
      'staff/only.js': "module.exports = '只给核验员';",
      'staff/pages/two.json': '{}',
      [`staff/pages/two.${platform === 'weapp' ? 'wxml' : 'axml'}`]: '<view>{{said}}</view>',
      'staff/pages/two.js': `const only = require('../only.js'); Page({ data: { said: only } })`,
    },
    page: main,
  });

  it('opens a page of a subpackage, and has its code no sooner', async () => {
    const go = `{ data: { said: '' }, eh({ type }) { if (type === 'tap') ${global}.navigateTo({ url: '/staff/pages/two' }); } }`;
    const { page, ...more } = staff(go);
    const program = phoneWith(platform, page, more).open();
    await program.screen.tap('按');
    await program.screen.shows('只给核验员');
    expect(program.faults).toEqual([]);
    program.close();
    expect(() => phoneWith(platform, page, staff(go, true)).open()).toThrow('of the subpackage staff');
  });
});

it('gives bytes at random where the super-app has them: WeChat', async () => {
  const phone = phoneWith(
    'weapp',
    `{ data: { said: '' }, onLoad() { wx.getRandomValues({ length: 32, success: ({ randomValues }) => {
      this.setData({ said: [randomValues instanceof ArrayBuffer, new Uint8Array(randomValues).length].join(' ') });
    } }); } }`,
  );
  await phone.open().screen.shows('true 32');
  const without = phoneWith('alipay', '{ data: { said: "" }, onLoad() { my.getRandomValues; } }');
  without.open();
  expect([...without.missed]).toEqual(['getRandomValues']);
});
