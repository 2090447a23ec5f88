import { expect, it } from 'vitest';
import type { DeviceSettings } from './device.ts';
import { writeSmallProgram } from './small-program.ts';
import { createWeChatPhone } from './wechat-phone.ts';

const nobody: DeviceSettings = { person: 'nobody', gateway: 'http://127.0.0.1:1' };
const open = (page: string, settings = {}) =>
  createWeChatPhone(writeSmallProgram('weapp', page, settings), nobody).open();

it('hides the web, Node, text made into code, and what the language got after 2019', () => {
  const { screen } = open(`{
    data: { said: '' },
    onLoad() {
      const names = {
        window: typeof window, document: typeof document, fetch: typeof fetch, localStorage: typeof localStorage,
        XMLHttpRequest: typeof XMLHttpRequest, WebSocket: typeof WebSocket, URL: typeof URL, Intl: typeof Intl,
        TextEncoder: typeof TextEncoder, Buffer: typeof Buffer, process: typeof process, crypto: typeof crypto,
        BigInt: typeof BigInt, globalThis: typeof globalThis, AbortController: typeof AbortController,
        hasOwn: typeof Object.hasOwn, at: typeof [].at, replaceAll: typeof ''.replaceAll,
        allSettled: typeof Promise.allSettled,
      };
      let evaluated = 'forbidden';
      try { evaluated = new Function('return 1')(); } catch (error) {}
      const found = Object.keys(names).filter((name) => names[name] !== 'undefined');
      this.setData({ said: 'found: ' + found.join(' ') + '; code from text: ' + evaluated });
    },
  }`);
  expect(screen.text()).toContain('found: ; code from text: forbidden');
});

it('reads, types and touches; a touch on what is shut or absent, or heard by nobody, is an error', async () => {
  const { screen, faults } = open(`{
    data: { said: '一', typed: '', shut: false },
    eh({ type, detail }) {
      if (type === 'input') this.setData({ typed: detail.value });
      else this.setData({ said: '按过 ' + this.data.typed, shut: true });
    },
  }`);
  expect(screen.text()).toBe('一\n按\n手机号');
  await screen.type('字', '张三');
  await screen.tap('按');
  expect(screen.text()).toContain('按过 张三');
  await expect(screen.tap('按')).rejects.toThrow('disabled');
  await expect(screen.tap('没有', 300)).rejects.toThrow('nothing says "没有"');
  await expect(screen.shows('没有', 50)).rejects.toThrow('does not show 没有');
  expect(faults).toEqual([]);
});

it('keeps what the code throws, in a lifecycle, in a handler and in a timer', async () => {
  const program = open(`{
    data: { said: '一' },
    onLoad() { setTimeout(() => { throw new Error('in a timer'); }, 0); throw new Error('in onLoad'); },
    eh() { throw new Error('in a handler'); },
  }`);
  await program.screen.tap('按');
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(program.faults.join()).toMatch(/in onLoad.*in a handler.*in a timer/s);
});

it('calls the lifecycle in order, and pulls down only where the page allows it', async () => {
  const page = `{
    data: { said: '' },
    say(word) { this.setData({ said: this.data.said + word }); },
    onLoad(query) { this.say('load' + (query.a || '')); }, onShow() { this.say(' show'); }, onReady() { this.say(' ready'); },
    onHide() { this.say(' hide'); },
    onPullDownRefresh() { this.say(' pull'); wx.stopPullDownRefresh({}); },
  }`;
  const program = open(page, { enablePullDownRefresh: true });
  program.hide();
  program.show();
  await program.pullDown();
  expect(program.screen.text()).toContain('load show ready hide show pull');
  await expect(open(page).pullDown()).rejects.toThrow('does not pull down');
});
