/** CodeFacts: what a share code stands for, as staff may read it: each result with both times, as of when, when it was signed. */
import { Text, View } from '@tarojs/components';
import type { Instant } from '../../../core/index.ts';
import type { Credential } from '../../../core/share-code/credential.ts';
import { useSettings } from '../hooks/use-settings.ts';
import { dateTime } from '../sentences/times.ts';
import { languages, type Words } from '../words/index.ts';
import { Bilingual } from './bilingual.tsx';
import './code-facts.css';

export function CodeFacts({ facts, now }: { facts: Credential; now: Instant }) {
  const { words, language } = useSettings();
  const { results, samplings, asOf, issuedAt, expiresAt, complete, compare } = facts;
  const spoken = language === 'zh' ? [languages.zh] : [languages.zh, words];
  const time = (at: Instant | undefined, { show }: Words, of: Words) =>
    at === undefined ? show.notTold : dateTime(at, now, of);
  return (
    <View className="code-facts">
      {compare && <Bilingual className="code-facts-compare" say={({ show }) => show.compare} />}
      {results.map(({ sampleCollectedAt, testedAt, reportIssuedAt, poolSize }) => (
        <View key={`${sampleCollectedAt}-${reportIssuedAt}`} className="code-facts-result">
          {spoken.map((of) => (
            <View key={of.tag} className={of === languages.zh ? '' : 'small quiet'}>
              <Text className="code-facts-outcome">
                {of.show.negative}
                {poolSize === undefined ? '' : ` · ${poolSize === 1 ? of.single : of.pooled(poolSize)}`}
              </Text>
              <Text className="block">
                {of.sampled} {time(sampleCollectedAt, of, of)}
              </Text>
              {testedAt !== undefined && (
                <Text className="block">
                  {of.tested} {time(testedAt, of, of)}
                </Text>
              )}
              <Text className="block">
                {of.reported} {time(reportIssuedAt, of, of)}
              </Text>
            </View>
          ))}
        </View>
      ))}
      {samplings.map((at) => (
        <View key={at} className="code-facts-result">
          {spoken.map((of) => (
            <View key={of.tag} className={of === languages.zh ? '' : 'small quiet'}>
              <Text className="code-facts-outcome">{of.show.sampling}</Text>
              <Text className="block">
                {of.sampled} {dateTime(at, now, of)}
              </Text>
            </View>
          ))}
        </View>
      ))}
      <Bilingual
        className="code-facts-meaning"
        say={({ show }) => (results.length > 0 ? show.meaning : show.meaningSampling)}
      />
      <Bilingual className="code-facts-when" say={(of) => of.show.asOf(dateTime(asOf, now, of))} />
      <Bilingual className="code-facts-when" say={(of) => of.show.signed(dateTime(issuedAt, now, of))} />
      <Bilingual className="code-facts-when" say={(of) => of.show.expires(dateTime(expiresAt, now, of))} />
      {!complete && <Bilingual className="code-facts-when" say={({ show }) => show.incomplete} />}
    </View>
  );
}
