import { inCpp, type Mutant, touchesNull } from './mutant.ts';

const releaseQueue = '        OSSafeReleaseNULL(ivars->defaultQueue);\n';
const deleteIvars = '    IOSafeDeleteNULL(ivars, AcmeDriver_IVars, 1);\n';

/** What init and free own. */
export const memoryMutants: readonly Mutant[] = [
  {
    id: 'default-queue-leaked',
    title: 'The reference of CopyDispatchQueue is never released.',
    rule: 'DK33',
    options: {},
    edits: [inCpp(releaseQueue, '')],
    expect: { scenario: 'start, ticks, stop', symptom: /leak/ },
  },
  {
    id: 'ivars-leaked',
    title: 'The ivars are never deleted.',
    rule: 'DK33',
    options: {},
    edits: [inCpp(deleteIvars, '')],
    expect: { scenario: 'start, ticks, stop', symptom: /leak/ },
  },
  {
    id: 'ivars-deleted-in-stop',
    title: 'Stop deletes the ivars, which the completion still needs.',
    rule: 'DK33',
    options: {},
    edits: [
      inCpp(
        '    return kIOReturnSuccess; // the kernel',
        `${deleteIvars}    return kIOReturnSuccess; // the kernel`,
      ),
    ],
    expect: { scenario: 'start, ticks, stop', symptom: touchesNull },
  },
  {
    id: 'free-without-ivars',
    title: 'free() takes for granted that init has made the ivars.',
    rule: 'DK33',
    options: {},
    edits: [inCpp('    if (ivars) { // null where init failed (DK33)\n', '    {\n')],
    expect: { scenario: 'each call of Start fails', symptom: touchesNull },
  },
];
