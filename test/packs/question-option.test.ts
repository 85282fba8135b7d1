import { describe, expect, it } from 'vitest';
import type { PackQuestion } from '../../core/packs/manifest.ts';
import { questionOption } from '../../core/packs/question-option.ts';

const question = (more: Partial<PackQuestion> = {}) =>
  questionOption({
    name: 'team',
    at: 'pack/dext-templates.json:6',
    type: 'input',
    message: 'Which team?',
    hint: null,
    allowed: null,
    pattern: null,
    min: null,
    max: null,
    choices: [],
    preset: null,
    when: new Map(),
    asks: ['new', 'add'],
    ...more,
  });

const CHOICES = ['a', 'b', 'c'].map((value) => ({ value, meaning: '' }));

describe('an answer to a question of a pack', () => {
  it.each<[Partial<PackQuestion>, string, unknown]>([
    [{}, 'any text, with "signs"', 'any text, with "signs"'],
    [{}, '', ''],
    [{ pattern: /^(?:[a-z]+)$/u }, 'audio', 'audio'],
    [{ type: 'number' }, '-2.5', -2.5],
    [{ type: 'number', min: 0, max: 7 }, '7', 7],
    [{ type: 'confirm' }, 'true', true],
    [{ type: 'confirm' }, 'false', false],
    [{ type: 'select', choices: CHOICES }, 'b', 'b'],
    [{ type: 'checkbox', choices: CHOICES }, '', []],
    [{ type: 'checkbox', choices: CHOICES }, 'c,a', ['a', 'c']],
  ])('is read as its type: %j %j', (more, raw, value) => {
    expect(question(more).parse(raw, {})).toEqual({ value });
  });

  it.each<[Partial<PackQuestion>, string, string]>([
    [{}, 'two\nlines', '"two\\nlines" is no line of at most 1000 characters.'],
    [{}, 'x'.repeat(1_001), 'is no line of at most 1000 characters.'],
    [{ pattern: /^(?:[a-z]+)$/u }, 'A', '"A" is not allowed; give text that matches [a-z]+.'],
    [{ pattern: /^(?:[a-z]+)$/u, allowed: 'lower case' }, 'A', 'is not allowed; give lower case.'],
    [{ type: 'number' }, '', '"" is not a number.'],
    [{ type: 'number' }, '0x10', '"0x10" is not a number.'],
    [{ type: 'number', min: 0, max: 7 }, '8', '"8" is not a number from 0 to 7.'],
    [{ type: 'number', min: 1 }, '0', '"0" is not a number from 1.'],
    [{ type: 'confirm' }, 'yes', '"yes" is neither true nor false.'],
    [{ type: 'select', choices: CHOICES }, 'd', '"d" is not one of a, b, c.'],
    [{ type: 'checkbox', choices: CHOICES }, 'a,d', '"d" is not one of a, b, c.'],
  ])('is refused where it does not fit: %j', (more, raw, problem) => {
    const parsed = question(more).parse(raw, {});
    expect('problem' in parsed && parsed.problem).toContain(problem);
  });

  it.each(['confirm', 'select', 'checkbox', 'number', 'input'] as const)(
    'of type %s is answered by nobody but its pack',
    (type) => {
      expect(question({ type }).fallback({}, { folderName: '' })).toBeUndefined();
    },
  );

  it('shows the pattern as the pack has it', () => {
    const url = question({ type: 'input', pattern: /^(?:https:\/\/[a-z/]+)$/u });
    expect(url.allowed).toBe('text that matches https://[a-z/]+');
  });

  it('is written as it is read', () => {
    const several = question({ type: 'checkbox', choices: CHOICES });
    expect(several.format(['a', 'c'])).toBe('a,c');
    expect(question({ type: 'number' }).format(2.5)).toBe('2.5');
    expect(question({ type: 'confirm' }).format(false)).toBe('false');
  });
});

describe('a question of a pack that depends on other answers', () => {
  const applies = (
    when: Readonly<Record<string, readonly string[]>>,
    known: Record<string, unknown>,
  ) => question({ when: new Map(Object.entries(when)) }).scope?.includes(known);

  it.each<[string, Record<string, string[]>, Record<string, unknown>, boolean]>([
    ['no condition', {}, {}, true],
    ['one of the values', { provider: ['pci', 'hid'] }, { provider: 'hid' }, true],
    ['none of the values', { provider: ['pci'] }, { provider: 'hid' }, false],
    ['no answer', { provider: ['pci'] }, {}, false],
    [
      'all of several',
      { provider: ['pci'], power: ['true'] },
      { provider: 'pci', power: true },
      true,
    ],
    [
      'one of two',
      { provider: ['pci'], power: ['true'] },
      { provider: 'pci', power: false },
      false,
    ],
    ['the same duration', { interval: ['1000ms'] }, { interval: 1_000_000_000n }, true],
    ['the same id', { 'vendor-id': ['0x05AC'] }, { vendorId: 1452 }, true],
    ['another id', { 'vendor-id': ['0x05AC'] }, { vendorId: 1453 }, false],
    ['a choice among several', { parts: ['b'] }, { parts: ['a', 'b'] }, true],
    ['what all objects inherit', { constructor: ['x'] }, {}, false],
  ])('%s', (_what, when, known, expected) => {
    expect(applies(when, known)).toBe(expected);
  });

  it('says in a note what it is for', () => {
    const { scope } = question({ when: new Map([['provider', ['pci', 'hid']]]) });
    expect(scope?.is).toBe('provider pci or hid');
  });
});
