/** PrintCode: a code on paper, for oneself or for whom one acts: made by the server, opened by the phone's own viewer. */
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { Instant } from '../../../core/index.ts';
import { useSettings } from '../hooks/use-settings.ts';
import type { Trouble } from '../http/trouble.ts';
// Without an extension: each platform has its own.
import { openPdf } from '../phone/open-pdf';
import { dateTime } from '../sentences/times.ts';
import type { PaperSize } from '../server/share-server.ts';
import { server } from '../wiring.ts';
import { BigButton } from './big-button.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { TroubleNote } from './trouble-note.tsx';

interface PrintCodeProps {
  /** The dependent it is for. */
  of?: string;
  now: Instant;
  /** There is one more code now. */
  onPrinted?(): void;
}

const SIZES: PaperSize[] = ['a4', 'card'];

export function PrintCode({ of, now, onPrinted }: PrintCodeProps) {
  const { words } = useSettings();
  const [making, setMaking] = useState<PaperSize>();
  const [said, setSaid] = useState<{ text: string; more?: string }>();
  const [trouble, setTrouble] = useState<Trouble>();

  async function print(size: PaperSize) {
    setMaking(size);
    setSaid(undefined);
    const reply = await server.printCode(size, of);
    setTrouble(reply.kind === 'ok' ? undefined : reply);
    if (reply.kind === 'ok') await open(reply.value);
    setMaking(undefined);
  }
  async function open(printed: Extract<Awaited<ReturnType<typeof server.printCode>>, { kind: 'ok' }>['value']) {
    if ('withheld' in printed) {
      const { title, text } = words.show.withheld[printed.withheld];
      // There may be one that counts nowhere any more: paper cannot be renewed, so it is made only for what counts now.
      return setSaid({ text: title, more: printed.withheld === 'no-negative' ? words.codes.printNothing : text });
    }
    const { number, expiresAt, pdf } = printed;
    const opened = await openPdf(pdf, `huren-${number.replace(/\s/g, '-')}.pdf`);
    const told = words.codes.printed(number, dateTime(expiresAt, now, words));
    const { printRefused, printUnsupported } = words.codes;
    const trouble = { done: undefined, refused: printRefused, unsupported: printUnsupported }[opened];
    setSaid(trouble === undefined ? { text: told } : { text: trouble, more: told });
    onPrinted?.();
  }
  return (
    <View>
      <Text className="block quiet">{words.codes.printLead}</Text>
      {said && <NoticeBar {...said} />}
      {trouble && <TroubleNote trouble={trouble} todo={words.codes.tryAgain} />}
      {SIZES.map((size) => (
        <View key={size} className="second-button">
          <BigButton
            second
            text={making === size ? words.codes.printing : words.codes.print[size]}
            off={making !== undefined}
            onTap={() => void print(size)}
          />
        </View>
      ))}
    </View>
  );
}
