/** Forwarding, on both super-apps: no page but that of a link is offered to be forwarded, for a card would carry a picture of it. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAlipayPhone } from './alipay-phone.ts';
import { built } from './builds.ts';
import type { DeviceSettings } from './device.ts';
import { writeSmallProgram } from './small-program.ts';
import { createWeChatPhone } from './wechat-phone.ts';

const nobody: DeviceSettings = { person: 'nobody', gateway: 'http://127.0.0.1:1' };
const LINK = 'more/pages/link/index';
/** Of somebody who was here before: the first opening leads elsewhere. */
const SETTINGS = JSON.stringify({ consent: { textVersion: '2022-08-01', keepAnswers: false } });
const BUTTON = '<view><button open-type="share">发给好友</button></view>';

describe.each([
  ['weapp', createWeChatPhone],
  ['alipay', createAlipayPhone],
] as const)('%s', (build, createPhone) => {
  it('offers no page to be forwarded but that of a link', async () => {
    const folder = await built(build);
    const { pages, subPackages } = JSON.parse(readFileSync(path.join(folder, 'app.json'), 'utf8'));
    const all: string[] = [...pages, ...subPackages.flatMap(within)];
    expect(all.filter((page) => existsSync(path.join(folder, `${page}.js`)))).toEqual(all);
    const offered: string[] = [];
    for (const page of all) {
      const phone = createPhone(folder, nobody);
      phone.device.store.set('settings', SETTINGS);
      const program = phone.open(page);
      if (page !== LINK) await program.screen.shows(/./);
      await expect.poll(() => program.forwardable.get(page), { message: page }).toBe(page === LINK);
      if (program.forwardable.get(page)) offered.push(page);
      program.close();
    }
    expect(offered).toEqual([LINK]);
  }, 300_000);

  it('sends the card that the page has made, and one of the page itself where its picture is none of the program’s files', async () => {
    const card = (imageUrl: string) =>
      createPhone(
        writeSmallProgram(
          build,
          `{ onShareAppMessage: ({ from }) => ({ title: from, path: '/pages/one/index?of=1', imageUrl: '${imageUrl}' }) }`,
          { template: BUTTON, files: { 'card.png': 'a picture' } },
        ),
        nobody,
      );
    for (const [address, picture] of [
      ['/card.png', Buffer.from('a picture')],
      ['../../card.png', Buffer.from('a picture')],
      ['/missing.png', 'page'],
      ['data:image/png;base64,AAAA', 'page'],
    ] as const) {
      const phone = card(address);
      await phone.open().screen.tap('发给好友');
      expect(phone.device.state.cards).toEqual([{ title: 'button', path: '/pages/one/index?of=1', picture }]);
    }
  });

  it('has no card of a page that makes none', async () => {
    const phone = createPhone(writeSmallProgram(build, '{}', { template: BUTTON }), nobody);
    await expect(phone.open().screen.tap('发给好友')).rejects.toThrow('has no onShareAppMessage');
  });
});

function within({ root, pages }: { root: string; pages: string[] }): string[] {
  return pages.map((page) => `${root}/${page}`);
}
