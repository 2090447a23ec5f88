/** ListenKeys: what a hardware scanner types into this page, wherever the focus is; gives back how to stop. */
export interface KeysHeard {
  /** Of the field, for who cannot see the page. */
  label: string;
  onCode(text: string): void;
  /** `false`: what is typed goes to another window. */
  onFocus(here: boolean): void;
}

/** `undefined`: this platform has no keyboard. */
export type ListenKeys = (heard: KeysHeard) => (() => void) | undefined;
