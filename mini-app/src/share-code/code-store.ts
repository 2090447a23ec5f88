/** CodeStore: the share codes of this phone's person and of those they act for, kept until they are forgotten or the store is cleared. */
import { isObject } from '../http/reading.ts';
import type { Platform } from '../phone/platform-contract.ts';
import { keptCode, type PhoneCode, type Whose } from './phone-code.ts';

const KEY = 'share-codes';
const FOR = 'for ';

export interface CodeStore {
  recall(whose: Whose): PhoneCode | undefined;
  /** `false`: the phone has no room, so it is there as long as the program runs. */
  keep(whose: Whose, code: PhoneCode): boolean;
  /** Whose codes there are: one's own first. */
  held(): Whose[];
  forget(whose: Whose): void;
  forgetAll(): void;
}

export function nameOf(whose: Whose): string {
  return whose === 'own' ? whose : FOR + whose.for;
}

export function createCodeStore(phone: Pick<Platform, 'remember' | 'recall' | 'forget'>): CodeStore {
  let codes: Record<string, PhoneCode> | undefined;

  /** Read when first asked for, and never again: what is shown must not wait for the store. */
  function all(): Record<string, PhoneCode> {
    if (codes) return codes;
    codes = {};
    const kept = phone.recall(KEY);
    if (!isObject(kept)) return codes;
    for (const name of Object.keys(kept)) {
      const code = keptCode(kept[name]);
      if (code) codes[name] = code;
    }
    return codes;
  }

  return {
    recall: (whose) => all()[nameOf(whose)],
    keep(whose, code) {
      codes = { ...all(), [nameOf(whose)]: code };
      return phone.remember(KEY, codes);
    },
    held: () =>
      Object.keys(all())
        .map((name): Whose => (name === 'own' ? 'own' : { for: name.slice(FOR.length) }))
        .sort((a, b) => Number(b === 'own') - Number(a === 'own')),
    forget(whose) {
      const { [nameOf(whose)]: gone, ...others } = all();
      codes = others;
      if (gone) phone.remember(KEY, codes);
    },
    forgetAll() {
      codes = {};
      phone.forget(KEY);
    },
  };
}
