/** 被拒绝凭条: a receipt that anybody opens or scans, checked on this phone: whether we have signed it, then what it says. It is no pass. */
import { Text, View } from '@tarojs/components';
import { useDidShow, useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { STATEMENT_PAGES } from '../../../../../core/share-code/links.ts';
import { asNews } from '../../../components/accessible.ts';
import { BigButton } from '../../../components/big-button.tsx';
import { Both } from '../../../components/both.tsx';
import { NoticeBar } from '../../../components/notice-bar.tsx';
import { Page } from '../../../components/page.tsx';
import { Shape } from '../../../components/shape.tsx';
import { useSettings } from '../../../hooks/use-settings.ts';
import { openedElsewhere } from '../../../launch.ts';
import { receiptBook } from '../../../wiring.ts';
import { Doubt } from '../../components/doubt.tsx';
import { ReceiptFacts } from '../../components/receipt-facts.tsx';
import { scanLink } from '../../scan-link.ts';
import { useTrust } from '../../use-trust.ts';
import { webLink } from '../../web-link.ts';
import { checkReceipt } from '../../wiring.ts';
import { moreLanguages, useMoreWords } from '../../words/index.ts';
import './index.css';

export default function ReceiptPage() {
  const more = useMoreWords();
  const { language } = useSettings();
  const { receipt: words } = more;
  const { code } = useRouter().params;
  const [text, setText] = useState(code && linkOf(code));
  const [said, setSaid] = useState<string>();
  const { waiting } = useTrust();
  useDidShow(openedElsewhere);
  async function scan() {
    setSaid(undefined);
    const scanned = await scanLink(more);
    if ('text' in scanned) setText(scanned.text);
    else setSaid(scanned.said);
  }
  const checked = text === undefined || waiting ? undefined : checkReceipt(text);
  const { zh } = moreLanguages;
  const other = (translated: string) => (language === 'zh' ? undefined : translated);
  return (
    <Page title={words.title}>
      {said && <NoticeBar text={said} />}
      {text !== undefined && waiting && <Text className="block quiet">{more.checking}</Text>}
      {checked?.kind === 'receipt' && (
        <View>
          <Both className="no-pass" zh={zh.receipt.noPass} other={other(words.noPass)} />
          <Both className="block" zh={zh.receipt.noPassWhy} other={other(words.noPassWhy)} />
          <View className="receipt-true" {...asNews}>
            <Shape name="tick" />
            <Both zh={zh.receipt.true} other={other(words.true)} />
          </View>
          <ReceiptFacts key={checked.receipt.id} receipt={checked.receipt} link={text!} />
        </View>
      )}
      {checked && checked.kind !== 'receipt' && <Doubt words={words} refusal={checked} />}
      <View className="section">
        <BigButton second text={words.scan} onTap={() => void scan()} />
      </View>
    </Page>
  );
}

/** As it was given, where this phone keeps it. */
function linkOf(code: string): string {
  const page = `${STATEMENT_PAGES.receipt}?code=${code}`;
  const kept = receiptBook.receipts().find(({ link }) => link.slice(-page.length) === page);
  return kept?.link ?? webLink(page);
}
