/** The mini-program: nothing but its pages; what they have in common stands in context.ts. */
import type { PropsWithChildren } from 'react';
import './app.css';

export default function App({ children }: PropsWithChildren) {
  return children;
}
