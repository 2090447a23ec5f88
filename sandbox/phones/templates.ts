/** Templates: the built pages' WXML or AXML compiled for glass-easel; both dialects are rewritten to the one it reads. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { template } from 'glass-easel';

const require = createRequire(import.meta.url);
const { TmplGroup } = require('glass-easel-template-compiler') as typeof import('glass-easel-template-compiler');

/** How a platform writes its templates. */
export interface Dialect {
  /** File name endings, without the dot. */
  templates: string;
  scripts: string;
  rewriteTemplate(source: string): string;
  rewriteScript(source: string): string;
}

export const wxml: Dialect = {
  templates: 'wxml',
  scripts: 'wxs',
  // `bindtap` means `bind:tap`; glass-easel knows the second only.
  rewriteTemplate: (source) => source.replace(/(\s)(bind|catch)([a-z]+)=/g, '$1$2:$3='),
  rewriteScript: (source) => source,
};

export const axml: Dialect = {
  templates: 'axml',
  scripts: 'sjs',
  rewriteTemplate: (source) =>
    source
      .replace(/(\s)a:/g, '$1wx:')
      .replace(/(\s)on([A-Z]\w*)=/g, (_, space, name) => `${space}bind:${name.toLowerCase()}=`)
      .replace(/(\s)catch([A-Z]\w*)=/g, (_, space, name) => `${space}catch:${name.toLowerCase()}=`)
      .replace(/<import-sjs name="(\w+)" from="([^"]+)\.sjs"\s*\/>/g, '<wxs module="$1" src="$2.wxs" />')
      .replace(/\.axml"/g, '.wxml"'),
  rewriteScript: (source) => source.replace(/^\s*export default /, 'module.exports = '),
};

/** What the compiler reports; its typings say `any`. */
interface Finding {
  isError: boolean;
  message: string;
  startLine: number;
}

/** Compiles all templates of a built folder; gives back the one of a page or component by its path without ending. */
export function compileTemplates(folder: string, dialect: Dialect): (path: string) => template.ComponentTemplate {
  const group = new TmplGroup();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const { dir, name, ext } = path.posix.parse(file.split(path.sep).join('/'));
    const place = path.posix.join(dir, name);
    if (ext === `.${dialect.scripts}`) {
      group.addScript(place, dialect.rewriteScript(readFileSync(path.join(folder, file), 'utf8')));
    }
    if (ext !== `.${dialect.templates}`) continue;
    const source = dialect.rewriteTemplate(readFileSync(path.join(folder, file), 'utf8'));
    const fault = (group.addTmpl(place, source) as Finding[]).find(({ isError }) => isError);
    if (fault) throw new Error(`${file}, line ${fault.startLine + 1}: ${fault.message}`);
  }
  const source = group.getTmplGenObjectGroups();
  group.free();
  const groupList = new Function(`return ${source}`)() as template.ProcGenGroupList;
  return (place) => {
    const content = groupList[place];
    if (!content) throw new Error(`${folder} has no template ${place}.${dialect.templates}`);
    return { groupList, content };
  };
}
