/** Scanner: a browser's own page for scanning a QR code, with the camera or a picture. Super-apps bring theirs. */
import { decoded, openCamera, readFrame, stopCamera } from './camera.h5.ts';
import { choosePicture, drawn } from './choose-file.h5.ts';
import type { Scanned, ScannerWords } from './platform-contract.ts';
import './scanner.h5.css';

const LOOK_EVERY_MS = 120;
/** Dense codes need pixels; a whole photo of a phone has more than is needed. */
const PICTURE_SIDES = [1600, 900, 2800];

/** Resolves when a code was read or the person has closed it; then camera and page are gone. */
export function openScanner(words: ScannerWords): Promise<Scanned> {
  return new Promise((resolve) => {
    const { page, video, note, picture, close } = drawPage(words);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stream: MediaStream | undefined;
    let open = true;

    function finish(scanned: Scanned): void {
      if (!open) return;
      open = false;
      clearTimeout(timer);
      stopCamera(stream);
      document.removeEventListener('keydown', onKey);
      page.remove();
      resolve(scanned);
    }
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && finish({ kind: 'cancelled' });
    const canvas = document.createElement('canvas');
    function look(): void {
      const text = readFrame(video, canvas);
      if (text !== undefined) finish({ kind: 'text', text });
      else if (open) timer = setTimeout(look, LOOK_EVERY_MS);
    }

    document.addEventListener('keydown', onKey);
    close.addEventListener('click', () => finish({ kind: 'cancelled' }));
    picture.addEventListener('click', async () => {
      const file = await choosePicture();
      if (!file) return;
      const text = await readPicture(file);
      if (text === undefined) note.textContent = words.nothingFound;
      else finish({ kind: 'text', text });
    });
    document.body.append(page);
    close.focus();
    void openCamera().then((camera) => {
      if (typeof camera === 'string') {
        note.textContent = words.noCamera;
        page.classList.add('scanner-blind');
      } else if (!open) stopCamera(camera);
      else {
        stream = camera;
        video.srcObject = camera;
        void video.play().then(look, look);
      }
    });
  });
}

async function readPicture(file: File): Promise<string | undefined> {
  for (const side of PICTURE_SIDES) {
    const canvas = await drawn(file, side);
    const text = canvas && decoded(canvas);
    if (text !== undefined) return text;
  }
  return undefined;
}

function drawPage(words: ScannerWords) {
  const element = <Name extends keyof HTMLElementTagNameMap>(name: Name, className: string, text = '') => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  };
  const page = element('div', 'scanner');
  page.setAttribute('role', 'dialog');
  page.setAttribute('aria-modal', 'true');
  page.setAttribute('aria-label', words.hint);
  const video = element('video', 'scanner-video');
  video.muted = true;
  video.playsInline = true;
  const panel = element('div', 'scanner-panel');
  const note = element('p', 'scanner-note', words.hint);
  note.setAttribute('role', 'status');
  const picture = element('button', 'scanner-button', words.picture);
  const close = element('button', 'scanner-button', words.close);
  panel.append(note, picture, close);
  page.append(video, panel);
  return { page, video, note, picture, close };
}
