/** Print words: what stands on a printed code, always in Chinese, with English below it where there is room. */
import { formatInstant, type Instant } from '../../core/index.ts';
import type { CredentialResult } from '../../core/share-code/credential.ts';

export const WORDS = {
  title: '互认共享码（打印）',
  titleEn: 'Huren share code, printed',
  compare: '打印码须核对证件：姓名与证件号末四位',
  compareEn: 'Compare name and last four with the document',
  last4: (last4: string) => `证件号末四位 ${last4}`,
  until: (at: Instant) => `有效至 ${dateTime(at)}（北京时间）`,
  untilEn: 'Valid until (Beijing time)',
  number: '编号',
  results: '核酸检测阴性结果',
  resultsEn: 'Negative results: sampled, reported, pooling',
  asOf: (at: Instant) => `结果截至 ${dateTime(at)}`,
  sampling: (at: Instant) => `${dateTime(at)} 已采样，结果未出`,
  more: (count: number) => `另有 ${count} 次，扫码可见`,
  revoke: (number: string) =>
    `丢了或不再用：在微信或支付宝「互认」小程序「我的码」里，按编号 ${number} 撤销。由家人代办的，家人撤销。`,
  revokeEn: 'Lost it? Revoke it by its number in the mini-program, under 我的码 (My codes).',
  notHealthCode: '本码不是健康码，不含颜色，不含检测地点和机构。认可与否由核验处按当地规定判定。',
  missing: (points: string[]) => `〓 处的字字库里没有（${points.join('、')}），以证件上的字为准。`,
};

/** Both moments of a result; which of them a window runs from is the venue's rule. */
export function resultText({ sampleCollectedAt, testedAt, reportIssuedAt, poolSize }: CredentialResult): string[] {
  return [
    ...(sampleCollectedAt === undefined ? ['采样时间未告知'] : [`采样 ${dateTime(sampleCollectedAt)}`]),
    ...(testedAt === undefined ? [] : [`检测 ${dateTime(testedAt)}`]),
    ...(reportIssuedAt === undefined ? ['报告时间未告知'] : [`报告 ${dateTime(reportIssuedAt)}`]),
    ...(poolSize === undefined ? [] : [poolSize === 1 ? '单采' : `${poolSize} 人混采`]),
  ];
}

/** 2022-08-01 07:45, Beijing time. */
export function dateTime(at: Instant): string {
  return formatInstant(at).slice(0, 16).replace('T', ' ');
}
