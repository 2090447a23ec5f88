/** Scenes: all of them, in the order in which a person may meet them. */
import { arrive, elder, english, NARROW, type Scene, tap } from './scene.ts';
import { answers } from './scenes-of-answers.ts';
import { arriving } from './scenes-of-arriving.ts';
import { channels } from './scenes-of-channels.ts';
import { ofLinks } from './scenes-of-links.ts';
import { ofPapers } from './scenes-of-papers.ts';
import { ofShowing } from './scenes-of-showing.ts';
import { ofStaff } from './scenes-of-staff.ts';
import { waiting } from './scenes-of-waiting.ts';

const others: Scene[] = [
  {
    name: 'me',
    async play(stage) {
      await arrive(stage, 'lam-kawai');
      await tap(stage, '我的');
      await stage.visit.screen.shows('尾号');
    },
  },
  {
    name: 'me-elder-en-320',
    width: NARROW,
    async play(stage) {
      await arrive(stage, 'abdurehim-tursun');
      await elder(stage);
      await tap(stage, '我的');
      await tap(stage, 'English');
      await stage.visit.screen.shows('Language');
    },
  },
  {
    name: 'notice',
    async play(stage) {
      await arrive(stage, 'chen-guolin');
      await tap(stage, '全国互认通知');
      await stage.visit.screen.shows('不得因为');
    },
  },
  {
    name: 'notice-en-elder-320',
    width: NARROW,
    async play(stage) {
      await arrive(stage, 'chen-guolin');
      await elder(stage);
      await english(stage);
      await tap(stage, 'The notice');
    },
  },
];

export const scenes: Scene[] = [
  ...arriving,
  ...answers,
  ...waiting,
  ...channels,
  ...ofPapers,
  ...ofLinks,
  ...ofShowing,
  ...ofStaff,
  ...others,
];
