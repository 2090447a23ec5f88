/** SmallProgram: a mini-program of one hand-written page, to test the phones themselves with. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PAGE = 'pages/one/index';

/** What stands on the page: `said`, a button and a field, both heard by `eh`. */
const TEMPLATES = {
  weapp: `<view><text>{{said}}</text><input placeholder="字" value="{{typed}}" bindinput="eh" />
    <button disabled="{{shut}}" bindtap="eh">按</button>
    <button open-type="getPhoneNumber" bindgetphonenumber="eh">手机号</button></view>`,
  alipay: `<view><text>{{said}}</text><input placeholder="字" value="{{typed}}" onInput="eh" />
    <button disabled="{{shut}}" onTap="eh">按</button></view>`,
};

/** What differs from the usual: besides these, the page's own settings. */
interface SmallProgram extends Record<string, unknown> {
  template?: string;
  /** More of app.json. */
  app?: object;
  /** Further files by path. */
  files?: Record<string, string>;
}

/** Writes the program into a new temporary folder; `page` is the text of the object given to Page(). */
export function writeSmallProgram(
  platform: 'weapp' | 'alipay',
  page: string,
  { template = TEMPLATES[platform], app = {}, files = {}, ...settings }: SmallProgram = {},
): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'small-program-'));
  mkdirSync(path.join(folder, path.dirname(PAGE)), { recursive: true });
  const write = (file: string, text: string) => writeFileSync(path.join(folder, file), text);
  write('app.json', JSON.stringify({ pages: [PAGE], ...app }));
  write('app.js', 'App({})');
  write(`${PAGE}.json`, JSON.stringify(settings));
  write(`${PAGE}.js`, `Page(${page})`);
  write(`${PAGE}.${platform === 'weapp' ? 'wxml' : 'axml'}`, template);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    write(file, text);
  }
  return folder;
}

/** Says how a request to the address in the page's query ended. */
export const asking = (global: 'wx' | 'my') => `{
  data: { said: '' },
  onLoad(query) {
    const say = (kind) => (reply) => this.setData({ said: kind + ' ' + JSON.stringify(reply) });
    ${global}.request({ url: 'http://127.0.0.1:4000' + query.path, success: say('success'), fail: say('fail') });
  },
}`;
