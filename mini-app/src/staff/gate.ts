/**
 * Gate: what one phone at the door sees, one code after another. In memory alone, and of whom it was for two minutes at most.
 * It is told every code the camera reads, dozens a second, and says when there is something new to show.
 */
import type { FamilyPlace, Verification } from '../../../core/share-code/index.ts';
import { createFollowed, type Followed } from '../followed/followed.ts';
import type { OnlineVerdict } from '../server/online-verdict.ts';
import { type Family, missingOf, placed, type Standing } from './family.ts';

/** A line in the list of the last ten: all that is left of a verdict after two minutes. */
export interface Listed {
  /** Rises with each verdict of another code. */
  serial: number;
  /** The server's word, where it has one. */
  verification: Verification | OnlineVerdict;
  standing: Standing | 'not-a-code';
  /** By the phone's own clock, in milliseconds; only differences count. */
  at: number;
  /** This very code was shown here within two minutes, and somebody else's in between. */
  again: boolean;
}

/** One verdict as it stands on the screen. */
export interface Told extends Omit<Listed, 'standing'> {
  text: string;
  verification: Verification;
  /** What the server said, asked by hand. */
  secondOpinion?: SecondOpinion;
  /** The document was held beside name and last four. */
  compared?: 'same' | 'other';
  /** Which of how many that go together. */
  family?: FamilyPlace;
}

export type SecondOpinion =
  | { kind: 'asking' }
  | { kind: 'told'; verdict: OnlineVerdict }
  /** `answered`: this showing was asked about already; `not-staff`: no longer of this venue. */
  | { kind: 'failed'; why: 'offline' | 'answered' | 'not-staff' | 'too-many' | 'other' };

export interface GateState {
  /** Absent: the gate is empty. */
  current?: Told;
  /** Whoever was seen last first, at most ten. */
  last: readonly (Told | Listed)[];
  /** The people who go together of whom one was seen last. */
  family?: Family;
}

/** How a verdict counts: by what holds after everything that was said and done, and whether the document was compared. */
export interface Mark {
  /** A comparison that is still to be made takes nothing from an admission. */
  kind: Verification['kind'];
  compared: boolean;
}

/** What became of one person's verdict, for the day's counts: told only where it counts otherwise than before. */
export interface Counted {
  /** As it was counted so far; absent: not yet. */
  from?: Mark;
  to: Mark;
  /** How long ago the verdict was first told, in milliseconds: it belongs to that day. */
  agoMs: number;
}

export interface GateSettings {
  /** As of so many milliseconds ago, when the code was before the camera. */
  judge(text: string, agoMs: number): Verification;
  now(): number;
  /** To be heard and felt, by `standingOf`: a new verdict, or one that has become another; not what staff did themselves, nor of whoever has gone. */
  onVerdict(told: Told): void;
  /** Also of what staff compared and what the server said: nothing else counts. */
  onCount(counted: Counted): void;
}

export interface Gate extends Followed<GateState> {
  /** Whatever the camera reads, as often as it reads it. */
  scanned(text: string): void;
  /** What codes are judged by has changed: the one on the screen is judged anew. */
  judgeAnew(): void;
  /** Time passes; called every second or so. */
  tick(): void;
  opinion(serial: number, opinion: SecondOpinion): void;
  /** `undefined`: taken back. */
  compared(serial: number, outcome: 'same' | 'other' | undefined): void;
  /** Nobody looks: what was told is gone, and only ids stay for their two minutes, by which a code is known again. */
  hide(): void;
  clear(): void;
}

/** An empty gate after so long without a code, or after so long that staff have done nothing about it. */
const STAYS_MS = 10_000;
/** To find an identity card, or for an answer to come. */
const PENDING_MS = 120_000;
const AGAIN_MS = 120_000;
/** A live code is another every ten seconds. One that is not is a picture, and may not stay good by being held there. */
const JUDGED_AGAIN_MS = 30_000;
const LAST = 10;

export function createGate({ judge, now, onVerdict, onCount }: GateSettings): Gate {
  const { get, subscribe, tell } = createFollowed<GateState>({ last: [] });
  /** When the code on the screen was last before the camera, or staff were last busy with it. */
  let seenAt = 0;
  /** When that was the camera, and not staff. */
  let readAt = 0;
  /** The same of the last that was a code: a poster in the picture is nobody, and keeps nobody here. */
  let holder = { serial: 0, at: 0 };
  let judgedAt = 0;
  let serial = 0;
  /** By the credential's id: when it was last seen, and as which verdict. */
  const seen = new Map<string, { at: number; serial: number }>();
  /** By their mark. */
  const families = new Map<number, Family>();
  function change(serialOf: number, changes: Partial<Told>): Told | undefined {
    const { current, last } = get();
    const before = toldAs(serialOf);
    if (!before) return undefined;
    const after = { ...before, ...changes };
    tell({
      current: current?.serial === serialOf ? after : current,
      last: last.map((told) => (told === before ? after : told)),
    });
    count(before, after);
    place(after);
    return after;
  }

  const toldAs = (serialOf: number) =>
    get()
      .last.filter(isTold)
      .find((told) => told.serial === serialOf);

  function count(before: Told | undefined, after: Told): void {
    const [from, to] = [before && markOf(before), markOf(after)];
    if (from?.kind === to.kind && from.compared === to.compared) return;
    onCount({ ...(from && { from }), to, agoMs: now() - after.at });
  }

  /** How one of a family stands now. */
  function place(told: Told): void {
    const id = idOf(told.verification);
    const standing = standingOf(told);
    if (!told.family || id === undefined || standing === 'not-a-code') return;
    const which = told.family;
    const family = placed(families.get(which.mark), which, { id, standing, serial: told.serial }, now());
    families.set(which.mark, family);
    // A word about somebody earlier does not push aside the family that stands here now.
    if (told === get().last[0] || get().family?.mark === which.mark) tell({ family });
  }

  function forgetOld(): void {
    seen.forEach(({ at }, id) => {
      if (now() - at > AGAIN_MS) seen.delete(id);
    });
    families.forEach(({ at }, mark) => {
      if (now() - at > AGAIN_MS) families.delete(mark);
    });
    const { family } = get();
    if (family && !families.has(family.mark)) tell({ family: undefined });
    const last = get().last.map((told) => (isOver(told) ? listed(told) : told));
    if (last.some((told, at) => told !== get().last[at])) tell({ last });
  }

  /** Whose two minutes are over: neither on the screen nor to be known again. */
  function isOver(told: Told | Listed): told is Told {
    if (!isTold(told) || told.serial === get().current?.serial) return false;
    const id = idOf(told.verification);
    return id === undefined ? now() - told.at > AGAIN_MS : seen.get(id)?.serial !== told.serial;
  }

  /** A live code changes every ten seconds while its owner stands there: that is nobody new. */
  function freshened(told: Told, text: string, verification: Verification): void {
    seenAs(told.serial, verification);
    const others = get().last.filter(({ serial }) => serial !== told.serial);
    tell({ current: told, last: [told, ...others] });
    const differs = outcomeOf(told.verification) !== outcomeOf(verification);
    const family = familyOf(verification);
    const after = change(told.serial, {
      text,
      verification,
      ...(family && { family }),
      ...(differs && { secondOpinion: undefined }),
    });
    if (differs && after) onVerdict(after);
  }

  function seenAs(serial: number, verification: Verification): void {
    const id = idOf(verification);
    if (id !== undefined) seen.set(id, { at: seenAt, serial });
    if (verification.kind !== 'not-a-code') holder = { serial, at: seenAt };
  }

  /** The code on the screen once more; what it said the first time may have been without a list. */
  function judgeCurrent(): void {
    const { current } = get();
    if (!current) return;
    judgedAt = now();
    freshened(current, current.text, judge(current.text, now() - readAt));
  }

  /** Staff are busy with whoever stands there. */
  function touched(serial: number): void {
    if (get().current?.serial === serial) seenAt = now();
    if (holder.serial === serial) holder.at = now();
  }

  const isGone = (told: Told | undefined, at: number) =>
    now() - at >= (told && isPending(told) ? PENDING_MS : STAYS_MS);

  /** A phone turns its family's codes round and round until all are through: until then whoever comes round again is no copy. */
  function comesRound(told: Told, family: FamilyPlace | undefined): boolean {
    const known = family && families.get(family.mark);
    if (!known || toldAs(holder.serial)?.family?.mark !== family.mark) return false;
    return told.family?.position === family.position && missingOf(known).length > 0;
  }

  return {
    get,
    subscribe,
    scanned(text) {
      seenAt = now();
      readAt = seenAt;
      const { current } = get();
      if (current?.text === text) {
        if (holder.serial === current.serial) holder.at = seenAt;
        if (seenAt - judgedAt >= JUDGED_AGAIN_MS) judgeCurrent();
        return;
      }
      const verification = judge(text, 0);
      judgedAt = seenAt;
      forgetOld();
      const id = idOf(verification);
      const family = familyOf(verification);
      const before = id === undefined ? undefined : seen.get(id);
      const [newest] = get().last;
      const known = before
        ? toldAs(before.serial)
        : newest && isTold(newest) && newest.text === text
          ? newest
          : undefined;
      const isBetween = before !== undefined && before.serial !== holder.serial;
      // Nobody knows that it is the same hand: what was compared was the document of whoever was here before.
      const hasLeft = known?.compared !== undefined && isGone(toldAs(holder.serial), holder.at);
      if (known && !hasLeft && (!isBetween || comesRound(known, family))) {
        freshened(known, text, verification);
        return;
      }
      const said = known?.secondOpinion?.kind === 'told' && outcomeOf(known.verification) === outcomeOf(verification);
      serial += 1;
      seenAs(serial, verification);
      const told: Told = {
        serial,
        text,
        verification,
        at: seenAt,
        again: isBetween || (hasLeft && known.again),
        ...(said && { secondOpinion: known.secondOpinion }),
        ...(family && { family }),
      };
      // What was no code is worth a line only until the next.
      const codes = get().last.filter((each) => each.verification.kind !== 'not-a-code');
      tell({ current: told, last: [told, ...codes].slice(0, LAST) });
      count(undefined, told);
      onVerdict(told);
      place(told);
    },
    judgeAnew: judgeCurrent,
    tick() {
      forgetOld();
      const { current, family } = get();
      if (!current || !isGone(current, seenAt)) return;
      // All of a family are through: who comes next is not one of them.
      const done = family && missingOf(family).length === 0;
      tell({ current: undefined, ...(done && { family: undefined }) });
    },
    opinion(of, secondOpinion) {
      touched(of);
      const before = toldAs(of);
      const after = change(of, { secondOpinion });
      const stands = get().current?.serial === of;
      if (stands && before && after && standingOf(before) !== standingOf(after)) onVerdict(after);
    },
    compared(of, compared) {
      touched(of);
      change(of, { compared });
    },
    hide: () => tell({ current: undefined, last: [], family: undefined }),
    clear() {
      seen.clear();
      families.clear();
      tell({ current: undefined, last: [], family: undefined });
    },
  };
}

/** What holds: the phone's own verdict, until the server does not admit whom the phone would. */
export function holding(told: Pick<Told, 'secondOpinion'> & Pick<Listed, 'verification'>): Listed['verification'] {
  const { verification, secondOpinion } = told;
  if (verification.kind !== 'admit' || secondOpinion?.kind !== 'told') return verification;
  return secondOpinion.verdict.kind === 'admit' ? verification : secondOpinion.verdict;
}

const isTold = (told: Told | Listed): told is Told => 'text' in told;

/** Verdict, reason and time; not until when, and of nobody. */
function listed(told: Told): Listed {
  const { serial, at, again } = told;
  return { serial, verification: bare(saidOf(told)), standing: standingOf(told), at, again };
}

/** The last word on a code: the server's, where it has one. */
export function saidOf(told: Told | Listed): Listed['verification'] {
  return isTold(told) && told.secondOpinion?.kind === 'told' ? told.secondOpinion.verdict : told.verification;
}

/** A document is still to be compared, or an answer to come. */
function isPending(told: Told): boolean {
  return told.secondOpinion?.kind === 'asking' || standingOf(told) === 'compare';
}

function bare(verification: Listed['verification']): Listed['verification'] {
  switch (verification.kind) {
    case 'admit':
      return { kind: 'admit', basis: verification.basis };
    case 'refuse':
      return { kind: 'refuse', reason: verification.reason };
    case 'ask-online':
      return { kind: 'ask-online', reason: verification.reason };
    case 'not-a-code':
      return verification;
  }
}

function idOf(verification: Verification): string | undefined {
  return 'shown' in verification ? verification.shown?.id : undefined;
}

function familyOf(verification: Verification): FamilyPlace | undefined {
  return 'shown' in verification ? verification.shown?.family : undefined;
}

/** By all that was said and done: the server's word, where it has one, and then the document in hand. */
export function standingOf(told: Told | Listed): Standing | 'not-a-code' {
  if (!isTold(told)) return told.standing;
  const { verification, compared, again } = told;
  if (compared === 'other') return 'refuse';
  const { kind } = saidOf(told);
  if (kind !== 'admit') return kind;
  const compare = again || ('shown' in verification && verification.shown?.compare);
  return compare && compared === undefined ? 'compare' : 'admit';
}

function markOf(told: Told): Mark {
  const standing = standingOf(told);
  return { kind: standing === 'compare' ? 'admit' : standing, compared: told.compared !== undefined };
}

/** As far as staff would see a difference. */
function outcomeOf(verification: Verification): string {
  if (verification.kind === 'admit') return `admit ${verification.shown.compare}`;
  return verification.kind === 'not-a-code'
    ? `not-a-code ${verification.of}`
    : `${verification.kind} ${verification.reason}`;
}
