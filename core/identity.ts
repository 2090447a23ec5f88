/** Citizen 居民 and IdDocument 证件: the kinds of document of facts about China's practice, and what a binding is worth. */

export const DOCUMENT_TYPES = [
  'resident-id', // 居民身份证, also 港澳台居民居住证 (GB 11643 number, 18)
  'passport', // 护照, Chinese or foreign
  'hk-macao-permit', // 港澳居民来往内地通行证: H or M + 8 digits
  'taiwan-permit', // 台湾居民来往大陆通行证: 8 digits, 10 on old ones
  'permanent-resident-id', // 外国人永久居留身份证: 3 letters + 12 digits
] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/** A document with its number in full. Exists only in functions/ and protocols/, and for the moment of typing on the phone. */
export interface IdDocument {
  type: DocumentType;
  number: string;
}

/**
 * What a binding rests on, weakest first. `matched` shows nothing; results, codes and export need more. `guardian` is
 * somebody else's word: whatever a person proves themself stands above it.
 */
export const STRENGTHS = ['matched', 'guardian', 'phone', 'holder', 'counter', 'face'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** Opaque; says nothing about the person. */
export type CitizenId = string & { readonly __citizen: unique symbol };
