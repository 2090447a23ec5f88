/** The version of the text that is read aloud before a look-up; goes with each, and changes with the text. */
export const LOOK_UP_CONSENT = '2022-08-01';
