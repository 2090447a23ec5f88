import { expect, test } from 'vitest';
import { COMPLAINTS } from '../../../core/share-code/receipt.ts';
import { paper } from '../phone/pencil.samples.ts';
import { drawReceipt, RECEIPT } from './draw-receipt.ts';
import { en } from './words/en.ts';
import { zh } from './words/zh.ts';

const LINK = `https://huren.example/#/more/pages/receipt/index?code=${'Zm9vYmFy'.repeat(38)}`;
const pair = (a: string, b: string): [string, string] => [a, b];

test.each(COMPLAINTS)(
  'a receipt of %s with the longest names fits, says it all, and its code can be read',
  (complaint) => {
    const { pencil, written, read } = paper(RECEIPT.width, RECEIPT.height);
    const long = pair('上海市黄浦区人民政府外滩街道办事处便民服务中心第二分中心东南侧二号门', 'x'.repeat(40));
    drawReceipt(pencil, {
      link: LINK,
      title: pair(zh.receipt.title, en.receipt.title),
      noPass: pair(zh.receipt.noPass, en.receipt.noPass),
      facts: [
        { name: pair('a', 'b'), value: pair(zh.refused.complaint[complaint], en.refused.complaint[complaint]) },
        { name: pair('a', 'b'), value: pair(zh.refused.clause[complaint], en.refused.clause[complaint]) },
        {
          name: pair(zh.receipt.venue, en.receipt.venue),
          value: pair(zh.receipt.told(long[0]), en.receipt.told(long[1])),
        },
        {
          name: pair('a', 'b'),
          value: pair(
            '新疆生产建设兵团 · 飞机、高铁、省际客运',
            'Xinjiang Production and Construction Corps · Planes, trains and coaches',
          ),
        },
        { name: pair('a', 'b'), value: pair('2022年8月1日 07:45', '1 August 2022, 07:45') },
        { name: pair('a', 'b'), value: pair('2022年8月1日 07:46', '1 August 2022, 07:46') },
      ],
      check: pair(zh.receipt.check, en.receipt.check),
    });
    const bottom = Math.max(...written.map(({ y, size }) => y + size));
    expect(bottom).toBeLessThanOrEqual(RECEIPT.height);
    for (const { width } of written) expect(width).toBeLessThanOrEqual(RECEIPT.width);
    expect(Math.max(...written.map(({ size }) => size))).toBe(
      written.find(({ text }) => text === '不是通行凭证')!.size,
    );
    expect(read()).toBe(LINK);
  },
);
