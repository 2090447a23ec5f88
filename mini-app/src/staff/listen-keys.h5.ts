/** ListenKeys in a browser: a field that takes the focus back, and the keys of the whole page. */
import type { ListenKeys } from './listen-keys-contract.ts';
import { createTypedCodes } from './typed-code.ts';
import './listen-keys.h5.css';

export const listenKeys: ListenKeys = ({ label, onCode, onFocus }) => {
  const field = document.createElement('input');
  field.className = 'scanner-keys';
  field.setAttribute('aria-label', label);
  // No keyboard on the screen of a tablet, and no help of any kind.
  field.setAttribute('inputmode', 'none');
  field.setAttribute('autocomplete', 'off');
  field.setAttribute('autocapitalize', 'off');
  field.setAttribute('spellcheck', 'false');
  document.body.append(field);

  const typed = createTypedCodes({
    onCode,
    onEnd() {
      // An input method that is composing lets go only of a field that loses the focus.
      field.blur();
      field.value = '';
      field.focus({ preventScroll: true });
    },
    after(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });

  const isElsewhere = () => {
    const active = document.activeElement;
    return active !== field && (active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement);
  };
  const onKey = (event: KeyboardEvent) => {
    if (isElsewhere()) return;
    const heard = typed.key(event);
    // Else a code would press buttons and scroll the page; what an input method holds cannot be taken from it.
    if (heard !== 'ignored') event.preventDefault();
  };
  const onInput = (event: Event) => {
    if (!(event as InputEvent).isComposing) typed.field(field.value);
  };
  const onPaste = (event: ClipboardEvent) => {
    if (isElsewhere()) return;
    event.preventDefault();
    typed.field(event.clipboardData?.getData('text') ?? '');
  };
  const takeFocus = () => {
    onFocus(true);
    if (!isElsewhere()) field.focus({ preventScroll: true });
  };
  // After the touch has done what it was meant for.
  const onTouch = () => setTimeout(takeFocus, 0);
  const onBlur = () => onFocus(document.hasFocus());

  window.addEventListener('keydown', onKey, true);
  window.addEventListener('paste', onPaste, true);
  window.addEventListener('focus', takeFocus);
  window.addEventListener('blur', onBlur);
  window.addEventListener('pointerup', onTouch);
  field.addEventListener('input', onInput);
  field.addEventListener('compositionend', onInput);
  takeFocus();
  onFocus(document.hasFocus());
  return () => {
    window.removeEventListener('keydown', onKey, true);
    window.removeEventListener('paste', onPaste, true);
    window.removeEventListener('focus', takeFocus);
    window.removeEventListener('blur', onBlur);
    window.removeEventListener('pointerup', onTouch);
    field.remove();
  };
};
