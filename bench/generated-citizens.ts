/** Generated citizens: people who do not exist, bound by what the functions write themselves. */
import { type CitizenId, checkDigit, lastFour, maskName } from '../core/index.ts';
import { createCitizens } from '../functions/effects/citizens.ts';
import type { AccountKey, DocumentKey } from '../functions/effects/items.ts';
import { createLedger } from '../functions/effects/ledger.ts';
import { createPeople } from '../functions/effects/people.ts';
import { createSealing } from '../functions/effects/sealing.ts';
import { createSessions } from '../functions/effects/sessions.ts';
import { createTables } from '../functions/effects/tables.ts';
import type { World } from '../functions/effects/world.ts';
import { headOf } from '../functions/results/documents.ts';

export interface GeneratedCitizen {
  name: string;
  number: string;
  /** An open session. */
  token: string;
}

const REF = 'doc1';
const NAME = '测试甲';
/** Born from 1 January 1901 on, with the order code 000 that is never given out: nobody's number. */
const FIRST_BIRTH = Date.UTC(1901, 0, 1);
const DAYS = 12_000;
const AREAS = ['110101', '310101', '330106', '440103', '440305'];
/** So many are written at a time. */
const AT_ONCE = 32;

/** Number `at` of a series of 60 000. */
export function generatedNumber(at: number): string {
  const birth = new Date(FIRST_BIRTH + (at % DAYS) * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const first17 = `${AREAS[Math.floor(at / DAYS)]}${birth}000`;
  return first17 + checkDigit(first17);
}

/** Binds citizens `from` to `from + count - 1` with the strength `phone`, as a finished PUT /identity leaves them. */
export async function bindGenerated(world: World, from: number, count: number): Promise<GeneratedCitizen[]> {
  const tables = createTables(world);
  const people = createPeople(tables, createSealing(world, tables));
  const ledger = createLedger(world, tables);
  const citizens = createCitizens(world, tables);
  const sessions = createSessions(world);
  const bind = async (at: number): Promise<GeneratedCitizen> => {
    const citizen = `generated-${at}` as CitizenId;
    const account = `account-${at}` as AccountKey;
    const number = generatedNumber(at);
    const document = { type: 'resident-id', number } as const;
    const profile = {
      documents: {
        [REF]: {
          type: document.type,
          last4: lastFour(number),
          name: maskName(NAME),
          strength: 'phone' as const,
          key: `key-${at}` as DocumentKey,
          sealed: await people.sealDocument(citizen, REF, { name: NAME, document }),
        },
      },
      accounts: [account],
      consent: '2022-07-29',
      notBefore: 0,
    };
    await ledger.writeProfile(citizen, undefined, profile);
    await citizens.writeHead(citizen, headOf({ ...profile, v: 1 }));
    return { name: NAME, number, token: (await sessions.give(account, citizen, world.clock.now())).token };
  };
  const bound: GeneratedCitizen[] = [];
  while (bound.length < count) {
    const next = Array.from({ length: Math.min(AT_ONCE, count - bound.length) }, (_, at) => from + bound.length + at);
    bound.push(...(await Promise.all(next.map(bind))));
  }
  return bound;
}
