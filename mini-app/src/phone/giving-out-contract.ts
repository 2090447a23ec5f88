/** Giving out: what leaves the phone by the person's own hand, by clipboard or album. What a platform lacks comes back as a value. */

/** Text that can be pasted elsewhere. */
export type CopyText = (text: string) => Promise<'done' | 'refused'>;

/** What a canvas shows, among the pictures of the phone or as a file of the browser. */
export type SavePicture = (canvas: unknown, name: string) => Promise<'done' | 'refused' | 'unsupported'>;
