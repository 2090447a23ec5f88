import { testCompleteness } from '../../words/completeness.cases.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

testCompleteness('the staff', { zh, en }, (path) => (path === 'counts' ? ['7', '8', '9'] : undefined));
