/** 各渠道状态的中文。 */
import type { ChannelsPageWords } from './channels-page.ts';

export const channelsPage: ChannelsPageWords = {
  title: '各渠道状态',
  lead: '对所有人都一样，不含任何人的结果。',
  asOf: (at) => `${at} 的状态`,
  oldAnswer: (at) => `连不上网络，这是 ${at} 的状态`,
  all: (count) => `${count} 个渠道`,
  count: {
    open: (count) => `${count} 个开放`,
    share: (count) => `${count} 个限量`,
    closed: (count) => `${count} 个暂停`,
    held: (count) => `${count} 个正在核实`,
    unknown: (count) => `${count} 个状态不明`,
    'not-connected': (count) => `${count} 个未接入`,
  },
  search: '搜索渠道',
  searchHint: '渠道或地方的名称，例如：广东',
  nothingFound: (query) => `没有找到「${query}」`,
  state: {
    open: '开放',
    share: '限量',
    closed: '暂停',
    held: '正在核实',
    unknown: '状态不明',
    'not-connected': '未接入',
  },
  meaning: {
    share: '它现在只接受一部分查询，可能要排队。',
    closed: '暂停期间不问它；没有问到，不等于没有结果。',
    held: '它报来的阳性突然增多，正在核实；核实之前，不影响任何人在别处的结果。',
    'not-connected': '还没有接入：需要它同意并开通接口。',
    unknown: '这个版本读不懂它的状态，请更新后再看。',
  },
  backAt: (at) => `预计 ${at} 恢复`,
  usuallyAnswers: (seconds) => `通常约 ${seconds} 秒答复`,
  answersNotCounted: '答复时间还没有统计',
  usuallyLate: (hours, measured) =>
    hours === 0
      ? `报告出具后很快查得到（${measured ? '实测' : '它自己的说法'}）`
      : `结果通常比报告晚约 ${hours} 小时查得到（${measured ? '实测' : '它自己的说法'}）`,
  lateNotKnown: '结果通常晚多久，还不知道',
  evidence: { observed: '接口依据：公开的对接代码', assumed: '接口依据：推定，未经它确认' },
  day: '近 24 小时',
  dayFrom: (at) => at,
  dayNow: '现在',
  dayTold: ({ whole, part, none, unasked }) =>
    [
      whole > 0 && `${whole} 个小时几乎都答复`,
      part > 0 && `${part} 个小时答复了一部分`,
      none > 0 && `${none} 个小时没有答复`,
      unasked > 0 && `${unasked} 个小时没有人问`,
    ]
      .filter((told) => told !== false)
      .join('，'),
  dayWorst: (at, percent) => `最差是 ${at} 那一小时，答复了 ${percent}%`,
  dayUnasked: '近 24 小时没有人问过',
  dayLegend: '每格一小时：越满，答复得越多；空格，一次也没有答复；短横，没有人问。',
};
