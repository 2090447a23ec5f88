/** The algorithm that a stage's new keys are drawn for and its signer prefers, as the parameter `issuerAlgorithm` names it. */
import { SIGNING_ALGORITHMS, type SigningAlgorithm } from '../../core/share-code/signed-key.ts';

/** Throws for any other word, `ed25519` too: nobody may believe in SM2 keys that are none. */
export function issuerAlgorithmOf(word: unknown): SigningAlgorithm {
  const algorithm = SIGNING_ALGORITHMS.find((each) => each === word);
  if (!algorithm)
    throw new Error(`issuerAlgorithm is ${JSON.stringify(word)}; write ${SIGNING_ALGORITHMS.join(' or ')}`);
  return algorithm;
}
