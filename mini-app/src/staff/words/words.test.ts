import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { testCompleteness } from '../../words/completeness.cases.ts';
import { languages } from '../../words/index.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

testCompleteness('the staff', { zh, en }, (path) => (path === 'counts' ? ['7', '8', '9'] : undefined));

test.each([
  ['zh', zh],
  ['en', en],
] as const)(
  'in %s the button that replaces a code is called, by us and by what is published, as it is on 出示',
  (language, staff) => {
    const file = new URL('../../../../config/staff-words.json', import.meta.url);
    const { reasons } = JSON.parse(readFileSync(file, 'utf8'));
    const { renewNow } = languages[language].show;
    for (const said of [staff.online.renew.todo, reasons.renew[language], reasons.forged[language]])
      expect(said).toContain(renewNow);
  },
);
