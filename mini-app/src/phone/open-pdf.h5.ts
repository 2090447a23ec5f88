/** A PDF in a browser: downloaded, for the system to open or print. */

export function openPdf(base64: string, name: string): Promise<'done' | 'refused' | 'unsupported'> {
  const bytes = Uint8Array.from(window.atob(base64), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by the time the address is given back.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return Promise.resolve('done');
}
