/** WebLink: the link that opens a page of ours in any browser: here the one this page was opened at, else the stage's own. */
import { publicConfig } from '../public-config.ts';
import { platform } from '../wiring.ts';

/** `page`: with its parameters. They stand behind the `#`, which no server is sent. */
export function webLink(page: string): string {
  const here = platform.name === 'browser' ? window.location.href.split('#')[0] : `${publicConfig.webAddress}/`;
  return `${here}#/${page}`;
}
