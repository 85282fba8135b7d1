import { quote } from '../../options/quote.ts';
import type { PackQuestion } from '../manifest.ts';
import { packFault } from '../pack-fault.ts';
import { questionOption } from '../question-option.ts';

/** More choices than that of one question are not tried one by one. */
const MAX_SAMPLES = 16;

/** What free answers often look like: the first that a question allows stands for all of them. */
const WORDS = [
  'Acme',
  'acme',
  'ACME',
  'Acme Corporation',
  'a',
  'AB',
  'abc',
  '1',
  '0',
  '10',
  '100',
  '2026',
  '0x1',
  '1.0',
  '1.0.0',
  'AB12',
  'ACME-1',
  'com.acme',
  'com.acme.driver',
  'ABCDE12345',
  'acme@example.com',
  'https://example.com',
];

/**
 * Answers that try a question out, as a flag takes them: every choice, yes and no, the ends of a
 * range; of free answers one.
 *
 * @returns the first one is the default, where there is one
 * @throws ProjectError where the question allows nothing that we know, and has no default
 */
export function sampleAnswers(question: PackQuestion): readonly string[] {
  const { name, at, preset } = question;
  const option = questionOption(question);
  const allowed = [...new Set([...(preset ? [preset.value] : []), ...candidates(question)])].filter(
    (it) => 'value' in option.parse(it, {}),
  );
  const [first] = allowed;
  if (first === undefined) {
    throw packFault(
      at,
      `${quote(name)} has no default, and nothing that check tries is allowed; give it a default.`,
    );
  }
  const isFree = question.type === 'input';
  return isFree ? [first] : allowed.slice(0, MAX_SAMPLES);
}

function candidates({ type, choices, min, max }: PackQuestion): string[] {
  const values = choices.map((it) => it.value);
  switch (type) {
    case 'confirm':
      return ['false', 'true'];
    case 'select':
      return values;
    case 'checkbox':
      return ['', values.join(','), ...values];
    case 'number':
      return [...[min, max].flatMap((it) => (it === null ? [] : [String(it)])), '0', '1'];
    case 'input':
      return WORDS;
  }
}
