/** ScanWindow of the super-apps: their own camera component, which reads codes without ever closing. One on a page. */
import { Camera } from '@tarojs/components';
import type { ScanWindowProps } from './scan-window-contract.ts';
import './scan-window.css';

/** WeChat calls the text `result`, Alipay `result` or, in older versions, `code`. */
function textOf(event: unknown): string | undefined {
  const { result, code } = (event as { detail?: { result?: string; code?: string } }).detail ?? {};
  return result || code;
}

export function ScanWindow({ torch, onCode, onState, onTorch }: ScanWindowProps) {
  const opened = () => {
    onState('open');
    onTorch(true);
  };
  const scanned = (event: unknown) => {
    const text = textOf(event);
    if (text) onCode(text);
  };
  return (
    <Camera
      className="scan-window"
      mode="scanCode"
      devicePosition="back"
      resolution="high"
      flash={torch ? 'torch' : 'off'}
      onInitDone={opened}
      onReady={opened}
      onScanCode={scanned}
      onError={() => onState('refused')}
    />
  );
}
