/** The mini-program: nothing but its pages; what they have in common stands in context.ts. */
import type { PropsWithChildren } from 'react';
// Without an extension: only browsers need something for it.
import { keepOffline } from './offline';
import './app.css';

keepOffline();

export default function App({ children }: PropsWithChildren) {
  return children;
}
