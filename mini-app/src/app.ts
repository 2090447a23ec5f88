/** The mini-program: nothing but its pages; what they have in common is built in wiring.ts. */
import type { PropsWithChildren } from 'react';
// Without an extension: only browsers need something for it.
import { keepOffline } from './phone/offline';
import './app.css';

keepOffline();

export default function App({ children }: PropsWithChildren) {
  return children;
}
