/** A browser's camera, and the QR codes in what it sees. The decoder is large: this file is loaded only when somebody scans. */
import decodeQR from 'qr/decode.js';

/** `none`: there is no camera; `refused`: the person or the browser does not allow it. */
export async function openCamera(): Promise<MediaStream | 'none' | 'refused'> {
  try {
    const video = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 1280 } };
    return await navigator.mediaDevices.getUserMedia({ video, audio: false });
  } catch (failure) {
    return failure instanceof DOMException && failure.name === 'NotAllowedError' ? 'refused' : 'none';
  }
}

export function stopCamera(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** Whether the camera has a light that stays on. */
export function hasTorch(stream: MediaStream): boolean {
  const track = stream.getVideoTracks()[0];
  return (track?.getCapabilities?.() as { torch?: boolean } | undefined)?.torch === true;
}

export async function setTorch(stream: MediaStream, on: boolean): Promise<void> {
  try {
    await stream.getVideoTracks()[0]?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
  } catch {
    // The light stays as it is.
  }
}

/** The code in the present frame, drawn on `canvas` no larger than `longest` pixels a side. */
export function readFrame(
  video: HTMLVideoElement,
  canvas: HTMLCanvasElement,
  longest = Number.POSITIVE_INFINITY,
): string | undefined {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0) return undefined;
  const scale = Math.min(1, longest / Math.max(videoWidth, videoHeight));
  canvas.width = Math.round(videoWidth * scale);
  canvas.height = Math.round(videoHeight * scale);
  canvas.getContext('2d', { willReadFrequently: true })?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return decoded(canvas);
}

export function decoded(canvas: HTMLCanvasElement): string | undefined {
  const { width, height } = canvas;
  const image = canvas.getContext('2d', { willReadFrequently: true })?.getImageData(0, 0, width, height);
  try {
    return image && decodeQR(image);
  } catch {
    // No code in this picture.
    return undefined;
  }
}
