import { testCompleteness } from '../../words/completeness.cases.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

testCompleteness('posters, receipts and links', { zh, en });
