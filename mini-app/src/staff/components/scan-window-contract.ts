/** ScanWindow: the camera that looks for codes as long as it is on the page; each platform has its own. */

/** `opening` until it is known; `none`: there is no camera. */
export type CameraState = 'opening' | 'open' | 'refused' | 'none';

export interface ScanWindowProps {
  torch: boolean;
  /** Whatever is read, as often as it is read. */
  onCode(text: string): void;
  onState(state: CameraState): void;
  /** Whether there is a light to switch on. */
  onTorch(there: boolean): void;
}
