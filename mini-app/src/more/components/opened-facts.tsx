/** OpenedFacts: what a link told: the verdict, whose, and both times of each result; in Chinese always, for whoever decides by it. */
import { Text, View } from '@tarojs/components';
import type { Instant } from '../../../../core/index.ts';
import { asNews } from '../../components/accessible.ts';
import { Both } from '../../components/both.tsx';
import { Shape } from '../../components/shape.tsx';
import { usePlaces } from '../../hooks/use-places.ts';
import { useSettings } from '../../hooks/use-settings.ts';
import { dateTime } from '../../sentences/times.ts';
import { type Language, languages } from '../../words/index.ts';
import type { OpenedLink } from '../link-server.ts';
import { type MoreWords, moreLanguages } from '../words/index.ts';
import './receipt-facts.css';

export function OpenedFacts({ opened, now }: { opened: OpenedLink; now: Instant }) {
  const { language } = useSettings();
  const places = usePlaces();
  const { verdict, jurisdiction, scene, name, last4, asOf, results, samplings, compare } = opened;
  const place = (of: Language) => places.find(({ code }) => code === jurisdiction)?.[of] ?? jurisdiction;
  const both = (say: (words: MoreWords['opened'], of: Language) => string) => ({
    zh: say(moreLanguages.zh.opened, 'zh'),
    other: language === 'zh' ? undefined : say(moreLanguages[language].opened, language),
  });
  const time = (at: Instant | undefined, of: Language) =>
    at === undefined ? languages[of].notTold : dateTime(at, now, languages[of]);
  const pool = (size: number | undefined, of: Language) =>
    size === undefined ? '' : ` · ${size === 1 ? languages[of].single : languages[of].pooled(size)}`;
  return (
    <View>
      <View {...asNews}>
        <Shape name={verdict.kind === 'admit' ? 'tick' : verdict.kind === 'refuse' ? 'dash' : 'question'} />
        <Both className="heading" {...both((words, of) => verdictSaid(verdict, words, (at) => time(at, of)))} />
      </View>
      <Both className="receipt-fact" {...both((words) => words.whom(name, last4))} />
      {compare && <Both className="receipt-fact" {...both((words) => words.compare)} />}
      <Both className="receipt-fact" {...both((words, of) => words.rule(place(of), languages[of].scene[scene]))} />
      {results.map((result) => (
        <View key={`${result.sampleCollectedAt} ${result.reportIssuedAt}`} className="receipt-fact">
          <Both {...both((words, of) => `${words.negative}${pool(result.poolSize, of)}`)} />
          <Both {...both((words, of) => `${words.sampled} ${time(result.sampleCollectedAt, of)}`)} />
          <Both {...both((words, of) => `${words.reported} ${time(result.reportIssuedAt, of)}`)} />
        </View>
      ))}
      {samplings.map((at) => (
        <View key={at} className="receipt-fact">
          <Both {...both((words, of) => `${words.sampledOnly} · ${time(at, of)}`)} />
        </View>
      ))}
      <Text className="block small quiet">{moreLanguages[language].opened.asOf(time(asOf, language))}</Text>
    </View>
  );
}

function verdictSaid(
  verdict: OpenedLink['verdict'],
  { verdict: said }: MoreWords['opened'],
  time: (at: Instant) => string,
): string {
  if (verdict.kind !== 'admit') {
    const { reason } = verdict;
    return said[reason === 'no-result-in-window' || reason === 'incomplete' ? reason : 'undetermined'];
  }
  const { basis, until } = verdict;
  if (basis === 'not-required') return said['not-required'];
  // Read though no end was told: the link is used up.
  return said[basis](until === undefined ? undefined : time(until));
}
