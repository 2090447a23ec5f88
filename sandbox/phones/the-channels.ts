/** What every phone must show of channels and papers: all of them asked, how each stands, a number confirmed, a code scanned. */
import { expect, it } from 'vitest';
import { euCertificate, qrPng } from '../papers/index.ts';
import type { Sandbox } from '../sandbox.ts';
import { goTo } from './going.ts';
import type { Visit } from './visit.ts';

interface Means {
  arrive(person: string): Promise<Visit>;
  sandbox(): Sandbox;
}

const ROSSI = {
  family: 'Rossi',
  given: 'Sofia',
  birthDate: '1988-02-28',
  sampledAt: '2022-07-31T14:00:00+02:00',
  issuedAt: '2022-07-31T21:00:00+02:00',
};

/** `first`: what the chosen way begins with. */
async function addPaper({ screen }: Visit, way: string, first: string): Promise<void> {
  await screen.tap('添加纸质结果');
  await screen.shows(['纸质报告和其他渠道效力相同', way]);
  await screen.tap(way);
  await screen.shows(first);
}

export function showTheChannels({ arrive, sandbox }: Means): void {
  it('asks all forty-three channels, fills the page as they answer, and says of the silent ones that they are', async () => {
    const visit = await arrive('jiang-yilin');
    sandbox().sources.setFault('henan', 'hanging');
    sandbox().sources.setFault('gansu', 'down');
    try {
      await goTo(visit, '杭州市');
      await visit.screen.tap('查询范围：常用渠道');
      await visit.screen.shows('接入的每一个渠道，一边答复一边显示');
      await visit.screen.tap('所有渠道');
      const filling = await visit.screen.shows(
        [/43 个渠道，\d+ 个已答复/, '在杭州市的公共场所、交通认可，至 8月3日 06:30'],
        30_000,
      );
      expect(filling).not.toContain('没有查到任何结果');
      await visit.screen.shows(
        ['43 个渠道，41 个已答复', /甘肃健康出行码 \d\d:\d\d 起没有答复/, /河南健康码 \d\d:\d\d 起没有答复/],
        60_000,
      );
      expect(visit.faults()).toEqual([]);
    } finally {
      sandbox().sources.setFault('henan', null);
      sandbox().sources.setFault('gansu', null);
    }
  }, 150_000);

  it('registers the number on a paper, and shows the result once the institution has confirmed it', async () => {
    const visit = await arrive('zhao-wenbin');
    await goTo(visit, '海南省');
    await addPaper(visit, '登记纸上的编号', '检测机构');
    await visit.screen.type('纸上的编号', 'hxr2207 3000003');
    await visit.screen.tap('检测机构，请选择');
    await visit.screen.shows('和信医学检验');
    await visit.screen.tap('和信医学检验');
    await visit.screen.tap('登记');
    await visit.screen.shows(['编号尾号 0003', /已登记，待机构确认|机构已确认/]);
    await visit.screen.shows('机构已确认', 30_000);
    expect(visit.faults()).toEqual([]);
  }, 90_000);

  it('takes a signed certificate from the scanner, keeps a photo with it, and says of one that has expired that it has', async () => {
    const visit = await arrive('sofia-rossi');
    await addPaper(visit, '扫证书二维码', '扫二维码');
    await visit.hold(euCertificate({ ...ROSSI, expiresAt: '2022-08-01T07:00:00+08:00' }));
    await visit.screen.tap('扫二维码');
    await visit.screen.shows(['证书已经过了有效期。', '请向签发机构要一份新的。'], 20_000);
    await visit.hold(euCertificate(ROSSI));
    await visit.screen.tap('扫二维码');
    await visit.screen.shows(['证书核验无误，已加入你的结果。', '签名无误，是你的'], 20_000);
    if (visit.aim) {
      visit.aim(qrPng('a photo of a paper').toString('base64'));
      await visit.screen.tap('拍照留底');
      await visit.screen.shows(['看照片', '换一张照片']);
      await visit.screen.tap('看照片');
      await visit.screen.shows('收起照片');
    }
    await visit.screen.tap('删除');
    await visit.screen.tap('确认删除');
    await visit.screen.shows('还没有添加纸质结果。');
    expect(visit.faults()).toEqual([]);
  }, 90_000);

  it('shows anybody how each channel stands', async () => {
    const visit = await arrive('zhao-wenbin');
    await visit.screen.tap('我的');
    await visit.screen.shows('各渠道状态');
    await visit.screen.tap('各渠道状态');
    await visit.screen.shows(['对所有人都一样，不含任何人的结果。', '国务院客户端', '粤康码', '清禾医院']);
    expect(visit.faults()).toEqual([]);
  });
}
