/** What staff are told of a reason: in the words of the published list, which stand before the program's own. */
import path from 'node:path';
import type { ONLINE_REASONS } from '../../core/share-code/index.ts';
import { readStaffWords } from '../../functions/effects/configuration.ts';

const words = await readStaffWords(path.join(import.meta.dirname, '../../config'));

export const staffTold = (reason: (typeof ONLINE_REASONS)[number]): string => words[`reason.${reason}`]!.zh;
