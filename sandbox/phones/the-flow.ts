/** The flow that every phone must show: three people, two places each, the right words; a silent source and its return. */
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { Person } from '../people/index.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { goTo, personCalled } from './going.ts';
import type { Visit } from './visit.ts';

export interface Ground {
  prepare(): Promise<void>;
  /** A person's first opening, up to the home page. */
  arrive(sandbox: Sandbox, person: Person): Promise<Visit>;
  finish(): Promise<void>;
}

interface Stop {
  place: string;
  /** The channels that are asked by themselves do not know enough; others have to be asked too. */
  askEverywhere?: boolean;
  says: (string | RegExp)[];
}
const JOURNEYS: { person: string; stops: [Stop, Stop] }[] = [
  {
    person: 'chen-guolin',
    stops: [
      {
        place: '杭州市',
        says: ['在杭州市的公共场所、交通认可，至 8月1日 18:00', /还剩 10 小时( \d+ 分钟)?，今天到期/, '采样起 72 小时'],
      },
      {
        place: '成都市',
        askEverywhere: true,
        says: ['在成都市的公共场所、交通已过期，7月31日 23:30 到期', '过了这里规定的时间。'],
      },
    ],
  },
  {
    person: 'he-miaomiao',
    stops: [
      { place: '杭州市', askEverywhere: true, says: ['在杭州市的公共场所、交通已过期，8月1日 06:40 到期'] },
      {
        place: '成都市',
        says: ['在成都市的公共场所、交通认可，至 8月2日 22:00', '出具报告起 48 小时', '和信医学检验'],
      },
    ],
  },
  {
    person: 'sun-yuzhen',
    stops: [
      { place: '杭州市', says: ['在杭州市的公共场所、交通不予认可', '最近一次是待复核：要等单独复核的结果'] },
      { place: '上海市', says: ['在上海市的公共场所、交通不予认可', '最近一次是待复核：要等单独复核的结果'] },
    ],
  },
];

/** Registers the tests; gives back what further tests on the same ground need. */
export function showTheFlow(ground: Ground): { arrive(person: string): Promise<Visit>; sandbox(): Sandbox } {
  let sandbox: Sandbox;
  const visits: Visit[] = [];
  beforeAll(async () => {
    // What functions log belongs to the operators.
    vi.spyOn(console, 'info').mockImplementation(() => undefined);
    await ground.prepare();
    sandbox = await startSandbox();
  }, 300_000);
  afterEach(async () => {
    for (const visit of visits.splice(0)) await visit.close();
  });
  afterAll(async () => {
    await ground.finish();
    await sandbox?.stop();
  });
  const arrive = async (person: string) => {
    const visit = await ground.arrive(sandbox, personCalled(person));
    visits.push(visit);
    return visit;
  };

  for (const { person, stops } of JOURNEYS) {
    it(`says to ${person} what counts in ${stops[0].place} and what in ${stops[1].place}`, async () => {
      const visit = await arrive(person);
      for (const { place, says, askEverywhere } of stops) {
        await goTo(visit, place);
        if (askEverywhere) {
          await visit.screen.shows(['暂时无法判定', '还有渠道没问过。这不等于没有结果。', '问遍所有渠道'], 20_000);
          await visit.screen.tap('问遍所有渠道');
        }
        await visit.screen.shows(says, 20_000);
      }
      expect(visit.faults()).toEqual([]);
    });
  }

  it('names a source that is silent, never calls that "no result", and shows the result when the source is back', async () => {
    const visit = await arrive('jiang-yilin');
    sandbox.sources.setFault('zhejiang', 'down');
    sandbox.sources.setFault('hexin-lab', 'down');
    await goTo(visit, '杭州市');
    const silent = await visit.screen.shows(
      ['暂时无法判定', '这不等于没有结果', /浙江健康码 \d\d:\d\d 起没有答复，我们还在问/],
      30_000,
    );
    expect(silent).not.toContain('没有查到任何结果');
    expect(silent).not.toContain('不予认可');
    // The button is offered once the server's own polls have ended, however long they took on this machine.
    await visit.screen.shows('现在就问', 30_000);
    sandbox.sources.setFault('zhejiang', null);
    sandbox.sources.setFault('hexin-lab', null);
    // What failed is left in peace by us; a person may ask it again sooner.
    sandbox.clock.skip(5_000);
    await visit.screen.tap('现在就问');
    await visit.screen.shows('在杭州市的公共场所、交通认可，至 8月3日 06:30', 30_000);
    expect(visit.faults()).toEqual([]);
  }, 150_000);

  return { arrive, sandbox: () => sandbox };
}
