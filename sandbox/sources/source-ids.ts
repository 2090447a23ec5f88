/** The seven sources that are simulated, by the ids of their files in config/. */
export const SOURCE_IDS = [
  'national-platform',
  'shanghai',
  'zhejiang',
  'jiangsu',
  'anhui',
  'guangdong',
  'hexin-lab',
] as const;
export type SourceId = (typeof SOURCE_IDS)[number];
