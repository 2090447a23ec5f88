/** docs/sources.md: every source of config/ in one table, for whoever wants to see them side by side. */
import type { Jurisdiction } from '../../core/index.ts';
import type { SourceFile } from '../../protocols/source-file.ts';

const COLUMNS = [
  'place',
  'source',
  'name',
  'app',
  'channel',
  'protocol',
  'evidence',
  'echo',
  'network',
  'bears',
  'late',
  'checks',
];

const INTRODUCTION = `# Sources

Made by \`npm run sources\` from \`config/sources/\`; \`npm run check\` finds it out of date. No source publishes its interface: what each is assumed to speak, and which part of it was seen anywhere, stands in [interfaces.md](interfaces.md). *echo*: whether a row says whom it is about. *bears*: calls a second, calls at once, seconds within which nine of ten answers come, seconds after which we give up. *late*: hours by which a report usually reaches this channel, as its people say.`;

/** By place and name; national channels first, as in every list of places. */
export function sourcesPage(sources: readonly SourceFile[], places: readonly Jurisdiction[]): string {
  const sorted = [...sources].sort((a, b) => (a.jurisdiction + a.id < b.jurisdiction + b.id ? -1 : 1));
  const rows = sorted.map((source) => {
    const place = places.find(({ code }) => code === source.jurisdiction)?.zh ?? '';
    return [
      `${source.jurisdiction} ${place}`,
      `[${source.id}](../config/sources/${source.id}.json)`,
      source.names.zh,
      source.app ?? '',
      source.channel,
      source.protocol,
      source.evidence,
      source.identityEcho,
      source.network,
      borne(source.limits),
      source.usualLagHours === undefined ? '' : `${source.usualLagHours} h`,
      Object.keys(source.checks ?? {}).join(', '),
    ];
  });
  const table = [COLUMNS, COLUMNS.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `${INTRODUCTION}\n\n${counted(sources)}\n\n${table.join('\n')}\n`;
}

function borne({
  requestsPerSecond,
  concurrency,
  p90Seconds,
  deadlineMs,
  dailyQuota,
  maintenance,
}: SourceFile['limits']) {
  const pace = `${requestsPerSecond}/s, ${concurrency} at once, ${p90Seconds} s, ${deadlineMs / 1000} s`;
  const quota = dailyQuota === undefined ? [] : [`${dailyQuota} a day`];
  const closed = (maintenance ?? []).map(({ from, to }) => `closed ${from}–${to}`);
  return [pace, ...quota, ...closed].join('; ');
}

function counted(sources: readonly SourceFile[]): string {
  const by = (word: (source: SourceFile) => string) => {
    const counts = new Map<string, number>();
    for (const source of sources) counts.set(word(source), (counts.get(word(source)) ?? 0) + 1);
    return [...counts].map(([name, count]) => `${count} ${name}`).join(', ');
  };
  return [
    `${sources.length} sources.`,
    `Channels: ${by(({ channel }) => channel)}.`,
    `Protocols: ${by(({ protocol }) => protocol)}.`,
    `Evidence: ${by(({ evidence }) => evidence)}.`,
  ].join(' ');
}
