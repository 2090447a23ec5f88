/** The name of a TestingInstitution 检测机构 in one spelling, so that two channels' spellings of it can be compared. */
import { plainText } from './plain-text.ts';

/** Forms of a company that one channel writes and another leaves out; no two institutions differ in them alone. Longest first. */
const COMPANY_FORMS = ['股份有限公司', '有限责任公司', '有限公司'];
const LEFT_OUT = ' ()[]{}【】〔〕「」·•-_,.，。、';

/** The spelling to compare by; empty when nothing is left. Never shown. */
export function institutionKey(name: string | undefined): string {
  if (name === undefined) return '';
  const plain = plainText(name).toLowerCase();
  let key = '';
  for (let at = 0; at < plain.length; at++) if (LEFT_OUT.indexOf(plain[at]!) < 0) key += plain[at];
  for (const form of COMPANY_FORMS) {
    if (key.length > form.length && key.slice(-form.length) === form) return key.slice(0, -form.length);
  }
  return key;
}
