/**
 * Planted mistakes that reading the source cannot show, with the reason: what is wrong with them
 * lies in what the hardware or the kernel does, or in what the person who wrote the hook meant.
 */
export const NOT_IN_THE_SOURCE: Readonly<Record<string, string>> = {
  'register-written-after-quiesce': 'which write disturbs silent hardware only the hardware knows',
  'half-bring-up-not-quiesced': 'the hook as we write it cannot fail; once it can, DK34 finds it',
  'failed-re-arm-swallowed':
    'correct drivers do not look at the result of a re-arm either; only the first one is asked for',
};

/** Planted mistakes that show as another rule than the one that they break at run time, and why. */
export const FOUND_AS: Readonly<Record<string, { readonly rule: string; readonly why: string }>> =
  {};
