/** The work of a venue beside the check: a desk whose scanner types, its pairing, the day's tally, inviting and removing staff, the poster, and looking somebody up. */
import { describe, expect, it } from 'vitest';
import { MALL, standAt } from './at-the-door.ts';
import type { BrowserVisit } from './browser-visit.ts';
import { type Door, openDoor } from './door.ts';
import { inventCode } from './invented-codes.ts';

const door = await openDoor();
if ('none' in door) it.skip(`skipped because ${door.none}`, () => undefined);
else describe('a venue', () => venueWork(door));

const [MANAGER, MEMBER] = [/^沈毓清/, /^李𬱖/];
const COUNTER = { width: 1280, height: 800 };

function venueWork(door: Door): void {
  const now = () => door.sandbox().clock.now();
  const invent = (more?: Parameters<typeof inventCode>[1]) => inventCode(door.sandbox(), more);

  /** On the page of venues, as this person. */
  async function staff(who: RegExp): Promise<BrowserVisit> {
    const visit = await door.open('staff', 'staff/pages/venues/index');
    await visit.screen.shows('选择你是谁');
    await visit.screen.tap(who);
    await visit.screen.shows(MALL, 20_000);
    return visit;
  }
  const codeShown = async (visit: BrowserVisit) => {
    let code: string | undefined;
    await expect.poll(async () => (code = await visit.shownCode()), { timeout: 10_000 }).toBeDefined();
    return code as string;
  };
  const healthy = (...visits: BrowserVisit[]) => expect(visits.flatMap((visit) => visit.faults())).toEqual([]);

  it('pairs a desk by its code, and reads there what a scanner types, whatever the input method makes of it', async () => {
    const desk = await door.open('citizen', 'staff/pages/desk/index', { window: COUNTER });
    await desk.screen.tap('用手机连接');
    await desk.screen.shows('等待连接…');
    const member = await staff(MEMBER);
    await member.screen.tap(MALL);
    await member.hold(await codeShown(desk));
    await member.screen.tap('连接固定岗位');
    await member.screen.shows(`这台电脑将在「${MALL}」核验`, 20_000);
    await member.screen.tap('连接');
    await member.screen.shows(`已连接，电脑现在在 ${MALL} 核验`, 20_000);
    await desk.screen.shows([MALL, /用到 .*19:\d\d/], 20_000);

    const plain = await invent({ last4: '1001' });
    await desk.page.keyboard.type(plain.shownAt(now()));
    await desk.page.keyboard.press('Enter');
    await desk.screen.shows(['放行', '尾号 1001']);

    // A Chinese input method takes every key; the field gets pinyin, wide letters or nothing.
    const composed = await invent({ last4: '1002' });
    await desk.page.evaluate(`(${TYPED_THROUGH_PINYIN})(${JSON.stringify(composed.shownAt(now()))})`);
    await desk.screen.shows(['放行', '尾号 1002']);

    // No line end, padding around it, and no network.
    await desk.setOnline(false);
    const padded = await invent({ last4: '1003' });
    await desk.page.keyboard.type(`  ${padded.shownAt(now())} `);
    await desk.screen.shows(['放行', '尾号 1003']);
    await desk.page.keyboard.type('6901234567892\n');
    await desk.screen.shows(['这不是共享码', '这是别的码，请出示共享码。']);
    healthy(desk, member);
  }, 60_000);

  it('counts the day without anybody in it, signed for an inspector who checks it with no network', async () => {
    const member = await staff(MEMBER);
    await standAt(member);
    for (const last4 of ['2001', '2002']) {
      await member.hold((await invent({ last4 })).shownAt(now()));
      await member.screen.shows(['放行', `尾号 ${last4}`]);
    }
    await member.page.goto(door.address('staff/pages/tally/index'));
    await member.screen.shows(['放行', '2 次', MALL]);
    await member.screen.tap('签名，交检查人员');
    await member.screen.shows('请检查人员扫这个码', 20_000);
    const tally = await codeShown(member);
    const inspector = await door.open('citizen', 'staff/pages/tally/index');
    await inspector.screen.shows('今天和昨天还没有核验过');
    await inspector.setOnline(false);
    await inspector.hold(tally);
    await inspector.screen.tap('扫一份统计来查验');
    await inspector.screen.shows(['签名无误，是互认为这个场所签的', MALL, '2 次', '只有次数，没有任何人。'], 20_000);
    await inspector.setOnline(true);
    const changed = tally.replace(/code=(.{40})./, 'code=$1_');
    await inspector.page.goto(door.address('staff/pages/tally/index'));
    await inspector.page.reload();
    await inspector.hold(changed);
    await inspector.screen.tap('扫一份统计来查验');
    await inspector.screen.shows(/不是互认签的|这不是核验统计/, 20_000);
    healthy(member, inspector);
  }, 60_000);

  it('takes on staff by an invitation that counts once, and lets them go', async () => {
    const manager = await staff(MANAGER);
    await manager.screen.tap(`管理：${MALL}`);
    await manager.screen.shows('邀请核验员');
    await manager.screen.tap('邀请核验员');
    await manager.screen.shows('只能用一次', 20_000);
    const link = await codeShown(manager);
    const path = link.slice(link.indexOf('#/') + 2);

    const newcomer = await door.open('citizen', path);
    await newcomer.screen.tap('接受邀请');
    await newcomer.screen.tap(/^陈国林/);
    await newcomer.screen.shows(`已加入 ${MALL}`, 20_000);
    const second = await door.open('citizen', path);
    await second.screen.tap('接受邀请');
    await second.screen.tap(/^何淼淼/);
    await second.screen.shows('这个邀请已经用过', 20_000);
    healthy(manager, newcomer, second);
  }, 60_000);

  it('has a poster, which staff are told is none of a person', async () => {
    const manager = await staff(MANAGER);
    await manager.screen.tap(`管理：${MALL}`);
    await manager.screen.tap('做一张海报');
    await manager.screen.shows('此海报有效至', 20_000);
    const poster = await codeShown(manager);
    expect(poster).toContain('#/pages/venue/index?code=');
    await manager.page.goto(door.address('staff/pages/check/index'));
    await manager.hold(poster);
    await manager.screen.shows(['这不是共享码', '这是场所的海报，不是人的码。']);
    healthy(manager);
  }, 60_000);

  it('looks somebody up by their document, with their consent, and is told a verdict and nothing else', async () => {
    const member = await staff(MEMBER);
    await member.screen.tap(MALL);
    await member.screen.tap('按证件查询');
    await member.screen.shows('请读给来人听');
    await member.screen.type('姓名', '赵文彬');
    await member.screen.type('证件号码', '330102197903150007');
    await member.screen.tap('查询');
    await member.screen.shows('没有本人同意不能查询。');
    await member.screen.tap('已读给本人听，本人口头同意');
    await member.screen.tap('查询');
    const told = await member.screen.shows(['放行', '姓名和证件号没有留在这部手机上'], 30_000);
    expect(told).not.toContain('赵文彬');
    expect(told).not.toContain('330102197903150007');
    healthy(member);
  }, 60_000);
}

/** Text, because it runs in the page: keys as they go down while an input method composes; it keeps what they type. */
const TYPED_THROUGH_PINYIN = `(text) => {
  const field = document.activeElement;
  const places = { ' ': 'Space', '-': 'Minus', '.': 'Period', '/': 'Slash', ':': 'Semicolon', '$': 'Digit4', '%': 'Digit5', '*': 'Digit8', '+': 'Equal' };
  const shifted = /[A-Z:$%*+]/;
  field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
  for (const letter of text) {
    const code = places[letter] ?? (/[0-9]/.test(letter) ? 'Digit' + letter : 'Key' + letter);
    field.dispatchEvent(new KeyboardEvent('keydown', {
      key: 'Process', code, shiftKey: shifted.test(letter), isComposing: true, bubbles: true, cancelable: true }));
    field.dispatchEvent(new CompositionEvent('compositionupdate', { data: '拼', bubbles: true }));
  }
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Process', code: 'Enter', isComposing: true, bubbles: true, cancelable: true }));
  field.dispatchEvent(new CompositionEvent('compositionend', { data: '拼音', bubbles: true }));
}`;
