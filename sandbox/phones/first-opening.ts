/** The ways from the first opening to the home page: consent, then binding by what the phone at hand can prove. */
import type { Person } from '../people/index.ts';
import type { Visit } from './visit.ts';

const PURPOSES = { needed: '用我的姓名和证件号查询结果（必需）', optional: '在这部手机上保留最近的答复（可选）' };

/** Says who one is, which only a browser has to be told. */
export async function choosePerson({ screen }: Visit, { zh, bound }: Person): Promise<void> {
  await screen.shows('沙盒：选一个人');
  await screen.tap(bound ? `${zh} · 证件已添加` : zh);
}

/** Gives both consents. */
export async function consent({ screen }: Visit): Promise<void> {
  await screen.shows('先请你同意');
  await screen.tap(PURPOSES.needed);
  await screen.tap(PURPOSES.optional);
  await screen.tap('同意，继续');
}

const TYPE_NAMES: Record<string, string> = {
  'resident-id': '居民身份证',
  passport: '护照',
  'hk-macao-permit': '港澳居民来往内地通行证',
  'taiwan-permit': '台湾居民来往大陆通行证',
  'permanent-resident-id': '外国人永久居留身份证',
};

/** Name and document, as they are written on it. */
export async function fillIn({ screen }: Visit, { name, documents: [document] }: Person): Promise<void> {
  await screen.shows(['添加证件', '怎样确认是你本人']);
  await screen.type('姓名', name);
  if (document!.type !== 'resident-id') {
    await screen.tap('证件种类，居民身份证');
    await screen.tap(TYPE_NAMES[document!.type]!);
  }
  await screen.type('证件号码', document!.number);
}

async function seeResults({ screen }: Visit): Promise<void> {
  await screen.shows('添加好了', 20_000);
  await screen.tap('看结果');
  await screen.shows('在全国的');
}

/** Whether the document is still to be bound; somebody who was here before, with another phone, has it already. */
export async function isToBeBound({ screen }: Visit): Promise<boolean> {
  return (await screen.shows(/怎样确认是你本人|在全国的/)).includes('怎样确认是你本人');
}

/** The verified phone number. */
export async function bindByPhone(visit: Visit, person: Person): Promise<void> {
  await fillIn(visit, person);
  await visit.screen.tap('用手机号确认');
  await seeResults(visit);
}

/** The number on an own report. */
export async function bindBySpecimen(visit: Visit, person: Person): Promise<void> {
  await fillIn(visit, person);
  await visit.screen.type('样本或报告编号', person.specimenNumber ?? person.tests[0]!.reportNumber);
  await visit.screen.tap('用样本或报告编号确认');
  await seeResults(visit);
}
