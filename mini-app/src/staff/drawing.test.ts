import { describe, expect, test, vi } from 'vitest';
import { paper } from '../phone/pencil.samples.ts';
import { drawQr, wrapped } from '../phone/pencil.ts';
import { drawPoster, POSTER, type Poster } from './drawing.ts';

const LINK = `https://huren.example/#/more/pages/venue/index?code=${'Zm9vYmFy'.repeat(40)}`;
const poster: Poster = {
  link: LINK,
  title: ['核酸检测结果 全国互认', 'Test results are recognised everywhere'],
  venue: [
    '上海市黄浦区人民政府外滩街道办事处便民服务中心第二分中心',
    'A very long name of a venue that has more than one line for sure',
  ],
  rule: ['上海 · 公共场所、交通', 'Shanghai · Public places and transport'],
  scan: ['微信、支付宝扫一扫，出示共享码', 'Scan with WeChat or Alipay and show your share code'],
  notice: ['不得以本地查询不到、不是在本地做的检测为由拒绝进入，'.repeat(4), 'Nobody may be turned away. '.repeat(12)],
  until: '此海报有效至 2023年7月31日',
};

test('a code is drawn so that it can be read, also where there is no TextEncoder', () => {
  vi.stubGlobal('TextEncoder', undefined);
  const { pencil, read } = paper(300, 300);
  drawQr(pencil, LINK.slice(0, 120), 0, 0, 300);
  vi.unstubAllGlobals();
  expect(read()).toBe(LINK.slice(0, 120));
});

test('a poster holds everything, nothing over its edges or over another line, and its code can be read', () => {
  const { pencil, written, read } = paper(POSTER.width, POSTER.height);
  drawPoster(pencil, poster);
  expect(read()).toBe(LINK);
  for (const { width } of written) expect(width).toBeLessThanOrEqual(POSTER.width - 100);
  const lines = written.filter(({ base }) => base === 'top');
  for (const [at, line] of lines.entries())
    if (at > 0) expect(line.y).toBeGreaterThanOrEqual(lines[at - 1]!.y + lines[at - 1]!.size);
  expect(lines.at(-1)!.y + lines.at(-1)!.size).toBeLessThan(POSTER.height - 60);
  expect(written.map(({ text }) => text).join('')).toContain('第二分中心');
});

describe('lines', () => {
  const pencil = { measureText: (text: string) => ({ width: text.length }) };
  test.each([
    ['不得以本地查询不到为由', 5, ['不得以本地', '查询不到为', '由']],
    ['一二三四，五', 4, ['一二三四，', '五']],
    ['nobody may be refused', 9, ['nobody', 'may be', 'refused']],
    ['', 5, []],
  ])('of %s', (text, most, lines) => expect(wrapped(pencil, text, most)).toEqual(lines));
});
