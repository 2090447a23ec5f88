/** What every phone must show besides the flow: no network, a crowded source, elder version and language that stay. */
import { expect, it } from 'vitest';
import type { Sandbox } from '../sandbox.ts';
import { crowd } from './crowd.ts';
import { goTo } from './going.ts';
import type { Visit } from './visit.ts';

interface Means {
  arrive(person: string): Promise<Visit>;
  sandbox(): Sandbox;
}

export function showTheRest({ arrive, sandbox }: Means): void {
  it('shows the last answer with its time when there is no network, and after opening again without one', async () => {
    const visit = await arrive('zhao-wenbin');
    await goTo(visit, '杭州市');
    const decision = '在杭州市的公共场所、交通认可，至 8月2日 10:00';
    await visit.screen.shows([decision, /5 个渠道，5 个已答复/], 20_000);
    await visit.setOnline(false);
    await visit.screen.tap('再查一次');
    await visit.screen.shows([decision, /连不上网络，这是 (今天 )?\d\d:\d\d 的答复/]);
    if (visit.opensWithoutNetwork) await visit.reopen();
    await visit.screen.shows([decision, /连不上网络，这是 (今天 )?\d\d:\d\d 的答复/]);
    await visit.setOnline(true);
    await visit.screen.tap('再查一次');
    await visit.screen.hides('连不上网络');
    expect(visit.faults()).toEqual([]);
  });

  it('tells waiting at a crowded source as queueing, and shows the result when its turn has come', async () => {
    const visit = await arrive('ana-martins');
    await crowd(sandbox(), 'hexin-lab', 27);
    await goTo(visit, '杭州市');
    const queueing = await visit.screen.shows([/和信医学检验 正在排队，大约 (今天 )?\d\d:\d\d 轮到/, '1 个排队中']);
    expect(queueing).not.toMatch(/个没有答复|起没有答复/);
    await visit.screen.shows('在杭州市的公共场所、交通认可，至 8月3日 08:30', 60_000);
    expect(visit.faults()).toEqual([]);
  }, 120_000);

  it('keeps the elder version and English when it is opened again', async () => {
    const visit = await arrive('he-miaomiao');
    await visit.screen.tap('长辈版');
    await visit.screen.tap('我的');
    await visit.screen.shows('English');
    await visit.screen.tap('English');
    await visit.reopen();
    await visit.screen.shows(['Normal text', 'all of China', /Answer of \d\d:\d\d/]);
    expect(visit.faults()).toEqual([]);
  });
}
