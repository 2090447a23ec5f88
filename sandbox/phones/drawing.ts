/** Drawing: what a program draws on a canvas (`type="2d"`): its rectangles as pixels, its words as words. */
import decodeQR from 'qr/decode.js';

/** RGBA, row by row. */
export interface Picture {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

export interface Drawing {
  /** The node that the program gets: `width`, `height`, `getContext`. */
  node: object;
  picture(): Picture;
  /** Written on it since it was last wiped, in order. */
  words(): string[];
}

/** As a canvas begins, on both super-apps. */
const [WIDTH, HEIGHT] = [300, 150];

interface State {
  /** Device pixels a unit, and where zero lies. */
  x: number;
  y: number;
  left: number;
  top: number;
  fillStyle: string;
  font: string;
}

export function createDrawing(): Drawing {
  let picture: Picture = blank(WIDTH, HEIGHT);
  let words: string[] = [];
  const resize = (width: number, height: number) => {
    picture = blank(Math.floor(width), Math.floor(height));
    words = [];
    Object.assign(state, fresh());
    saved.length = 0;
  };

  const state: State = fresh();
  const saved: State[] = [];
  let path: [x: number, y: number, width: number, height: number][] = [];

  function fill(x: number, y: number, width: number, height: number, [red, green, blue, alpha]: number[]): void {
    const edge = (at: number, scale: number, zero: number, most: number) =>
      Math.min(most, Math.max(0, Math.round(at * scale + zero)));
    const [fromX, toX] = [x, x + width].map((at) => edge(at, state.x, state.left, picture.width)) as [number, number];
    const [fromY, toY] = [y, y + height].map((at) => edge(at, state.y, state.top, picture.height)) as [number, number];
    for (let row = fromY; row < toY; row += 1)
      for (let column = fromX; column < toX; column += 1)
        picture.data.set([red!, green!, blue!, alpha!], (row * picture.width + column) * 4);
  }

  /** No more than is drawn with here: what else a program calls is an error in it, as it would be of ours. */
  const context = {
    get fillStyle() {
      return state.fillStyle;
    },
    set fillStyle(colour: string) {
      state.fillStyle = colour;
    },
    get font() {
      return state.font;
    },
    set font(font: string) {
      state.font = font;
    },
    strokeStyle: '#000000',
    lineWidth: 1,
    textAlign: 'left',
    textBaseline: 'alphabetic',
    imageSmoothingEnabled: true,
    fillRect: (x: number, y: number, width: number, height: number) => fill(x, y, width, height, rgba(state.fillStyle)),
    clearRect(x: number, y: number, width: number, height: number) {
      fill(x, y, width, height, [0, 0, 0, 0]);
      words = [];
    },
    beginPath() {
      path = [];
    },
    rect: (...sides: [number, number, number, number]) => void path.push(sides),
    fill() {
      for (const sides of path) fill(...sides, rgba(state.fillStyle));
    },
    strokeRect() {},
    moveTo() {},
    lineTo() {},
    stroke() {},
    closePath() {},
    scale(x: number, y: number) {
      state.x *= x;
      state.y *= y;
    },
    translate(x: number, y: number) {
      state.left += x * state.x;
      state.top += y * state.y;
    },
    setTransform: (x: number, _b: number, _c: number, y: number, left: number, top: number) =>
      void Object.assign(state, { x, y, left, top }),
    save: () => void saved.push({ ...state }),
    restore: () => void Object.assign(state, saved.pop()),
    fillText: (text: string) => void words.push(text),
    measureText: (text: string) => ({ width: text.length * Number(/([\d.]+)px/.exec(state.font)?.[1] ?? 10) }),
  };

  const node = {
    get width() {
      return picture.width;
    },
    set width(width: number) {
      resize(width, picture.height);
    },
    get height() {
      return picture.height;
    },
    set height(height: number) {
      resize(picture.width, height);
    },
    getContext(kind: string) {
      if (kind !== '2d') throw new Error(`no context "${kind}"`);
      return context;
    },
    requestAnimationFrame: (draw: () => void) => setTimeout(draw, 16),
    cancelAnimationFrame: (frame: NodeJS.Timeout) => clearTimeout(frame),
  };
  return { node, picture: () => picture, words: () => words };
}

/** The code in a picture, as any camera would read it. */
export function codeIn(picture: Picture): string | undefined {
  try {
    return decodeQR(opaque(picture));
  } catch {
    return undefined;
  }
}

/** What nothing was drawn on is as white as the page below it. */
function opaque({ width, height, data }: Picture): Picture {
  const over = Uint8ClampedArray.from(data, (value, at) => (data[at | 3] === 0 ? 255 : value));
  return { width, height, data: over };
}

function fresh(): State {
  return { x: 1, y: 1, left: 0, top: 0, fillStyle: '#000000', font: '10px sans-serif' };
}

function blank(width: number, height: number): Picture {
  return { width, height, data: new Uint8ClampedArray(width * height * 4) };
}

const NAMES: Record<string, string> = { black: '#000000', white: '#ffffff' };

function rgba(colour: string): number[] {
  const hex = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(NAMES[colour] ?? colour)?.[1];
  if (!hex) throw new Error(`the canvas cannot draw "${colour}"`);
  const long = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
  return [...[0, 2, 4].map((at) => Number.parseInt(long.slice(at, at + 2), 16)), 255];
}
