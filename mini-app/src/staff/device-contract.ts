/** StaffDevice: what the staff's pages need of WeChat, Alipay or the browser. What one of them lacks comes back as a value. */
import type { SavePicture } from '../phone/giving-out-contract.ts';
import type { Signal } from './signals.ts';

export type Done = 'done' | 'unsupported';

export interface StaffDevice {
  /** Heard, where the super-app allows it also with the phone muted. */
  sound(signal: Signal): Done;
  /** Felt. */
  tremble(signal: Signal): Done;
  /** The screen stays on and, where the platform can, no capture shows who was checked; gives back how to stop. Brightness is left alone. */
  keepWatch(): () => void;
  /** What browsers allow only after a touch is made ready; called on every touch of the page. */
  touched(): void;
  savePicture: SavePicture;
  /** The system's print dialog for the page as it stands. */
  print(): Done;
}
