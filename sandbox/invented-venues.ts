/** The invented venues 场所: three places under three rules, and who of the invented people work there. */
import type { JurisdictionCode, Scene } from '../core/index.ts';
import type { StaffRole, VenueId } from '../functions/effects/items.ts';

export interface InventedVenue {
  /** Known beforehand, so that tests and pages can name it. */
  id: VenueId;
  zh: string;
  en: string;
  jurisdiction: JurisdictionCode;
  scene: Scene;
  /** Ids of people, the manager first. */
  staff: { person: string; role: StaffRole }[];
}

export const venues: InventedVenue[] = [
  {
    id: 'hzwulin0' as VenueId,
    zh: '杭州武林河畔商场',
    en: 'Wulin Riverside Mall, Hangzhou',
    jurisdiction: '330100' as JurisdictionCode,
    scene: 'public-places',
    staff: [
      { person: 'shen-yuqing', role: 'manager' },
      { person: 'li-ting', role: 'staff' },
    ],
  },
  {
    id: 'bjchkgte' as VenueId,
    zh: '北京某站出站口',
    en: 'Station exit, Beijing',
    jurisdiction: '110000' as JurisdictionCode,
    scene: 'arrival',
    staff: [
      { person: 'deng-weiqiang', role: 'manager' },
      { person: 'ma-sulan', role: 'staff' },
    ],
  },
  {
    id: 'shdepart' as VenueId,
    zh: '上海某长途客运站进站口',
    en: 'Coach station entrance, Shanghai',
    jurisdiction: '310000' as JurisdictionCode,
    scene: 'long-distance',
    staff: [
      { person: 'pan-weiqi', role: 'manager' },
      { person: 'li-ting', role: 'staff' },
    ],
  },
];

/** What a person does where, for the page on which one picks whom to be. */
export function worksAt(person: string): { id: string; zh: string; en: string; role: StaffRole }[] {
  return venues.flatMap(({ id, zh, en, staff }) =>
    staff.filter((each) => each.person === person).map(({ role }) => ({ id, zh, en, role })),
  );
}
