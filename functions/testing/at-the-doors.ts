/** At the doors: how a test of doors begins, and the people and claims that several of them need. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type CitizenId, checkDigit } from '../../core/index.ts';
import type { Configuration } from '../effects/configuration.ts';
import { confirmEverybody, NAME, openDoors, phoneClaim, row, type TestDoors } from './doors.ts';
import { startTestGround, type TestGround } from './ground.ts';

/** Of the file that has called `beginAtTheDoors`. */
export let ground: TestGround;
export let doors: TestDoors;

/** One ground for the whole file; before each test the sources hold nothing, confirm everybody, and nobody waits in a queue. */
export function beginAtTheDoors(configuration?: Configuration): void {
  beforeAll(async () => {
    ground = await startTestGround(configuration);
    doors = await openDoors(ground);
  });
  afterAll(() => ground.stop());
  beforeEach(() => {
    for (const path of Object.keys(ground.answers)) delete ground.answers[path];
    confirmEverybody(ground);
    for (const { id } of ground.configuration.sources) ground.take(id);
    ground.asked.length = 0;
  });
}

let born = 0;
/** Whom no other test of the file meets. */
export const newPerson = () => `person-${++born}`;

/** Nobody's, with a right check digit. */
export function newNumber(): string {
  const first17 = `11010119310307${String(++born).padStart(3, '0')}`;
  return first17 + checkDigit(first17);
}

/** Nobody's either, and of a child: a day of birth for each, with an order code that is never given out. */
export function newChild(): string {
  const birth = new Date(Date.UTC(2014, 0, 1 + ++born));
  const first17 = `110101${birth.toISOString().slice(0, 10).replaceAll('-', '')}000`;
  return first17 + checkDigit(first17);
}

/** A claim that a report's number proves; the test's source holds one for everybody. */
export function holderClaim(number: string, name = NAME) {
  ground.answers['/delta/results'] = () => ({ code: '0', rows: [row(name, number)] });
  return { ...phoneClaim(number, name), phoneCode: undefined, specimenNumber: 't2207 310001' };
}

/** A claim by name and number alone. */
export function matchedClaim(number: string) {
  return { ...phoneClaim(number), phoneCode: undefined };
}

export function refuseEverybody(): void {
  ground.answers['/nation/phone'] = () => ({ code: '0', yes: '0' });
  ground.answers['/nation/matched'] = () => ({ code: '0', yes: '0' });
}

export async function citizenOf(token: string): Promise<CitizenId> {
  return (await doors.effects.sessions.open(token))!.citizen as CitizenId;
}
