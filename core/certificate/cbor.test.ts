/** CBOR written by ours, beside the order that cborg itself says is RFC 8949's, for whatever keys ours may have. */
import { encode, rfc8949EncodeOptions } from 'cborg';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCbor, writeCbor } from './cbor.ts';

const key = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -70_000, max: 70_000 }), fc.string({ maxLength: 30 }));
const leaf = fc.oneof(key, fc.boolean(), fc.constant(null), fc.uint8Array({ maxLength: 300 }));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('value'), { maxLength: 6 }), tie('map')),
  map: fc
    .uniqueArray(fc.tuple(key, tie('value')), { selector: ([name]) => name, maxLength: 8 })
    .map((entries) => new Map(entries)),
}));

test('keys stand as in section 4.2.1, and what is written is read again', () => {
  fc.assert(
    fc.property(value, (each) => {
      const written = writeCbor(each);
      expect(Buffer.from(written)).toEqual(Buffer.from(encode(each, rfc8949EncodeOptions)));
      expect(readCbor(written, 'deterministic')).toEqual(each);
    }),
    { numRuns: 2_000 },
  );
});
