/** The window of the program, in px, and how many device pixels one of them has. */
import Taro from '@tarojs/taro';

export interface WindowSize {
  width: number;
  height: number;
  pixelRatio: number;
}

export function windowSize(): WindowSize {
  const { windowWidth, windowHeight, pixelRatio } = Taro.getSystemInfoSync();
  return { width: windowWidth, height: windowHeight, pixelRatio: pixelRatio || 1 };
}
