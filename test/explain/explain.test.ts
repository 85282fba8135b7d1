import { describe, expect, it } from 'vitest';
import { explain } from '../../core/explain/explain.ts';
import type { Face } from '../../core/face.ts';
import { parseCommandLine } from '../../core/options/command-line.ts';
import { EXPLAIN_COMMAND } from '../../core/options/explain-command.ts';
import { plain } from '../../core/show/paint.ts';
import { RULES } from '../check/fake.ts';
import { failureOf } from '../options/command-run.ts';

function explained(...args: string[]): string {
  let printed = '';
  const face = {
    print: (text: string) => {
      printed += text;
    },
    paint: { print: plain, note: plain },
  } as Face;
  explain({ given: parseCommandLine(args, EXPLAIN_COMMAND), face, rules: RULES });
  return printed;
}

describe('explain', () => {
  it('lists every rule, aligned', () => {
    expect(explained()).toBe(
      [
        "DK01  error    no Cancel on a timer's action",
        'DK06  error    no Cancel with a null block',
        'DK24  warning  a periodic deadline is accumulated',
        'DK40  info     a log line names the driver',
        '',
      ].join('\n'),
    );
  });

  it.each(['DK01', 'dk01', 'dk1', 'DK1', 'DK001', ' dk1 '])('tells the story of %j', (id) => {
    const text = explained(id);
    expect(text).toMatch(
      /^DK01 {2}error {2}no Cancel on a timer's action\n\nWhat it finds\n {2}It det/,
    );
    for (const part of ['since no Cancel', 'A header says so.', 'Do it the other way.']) {
      expect(text).toContain(part);
    }
    expect(text).toContain(
      'Wrong: Bad.iig\n    class Bad;\n\nWrong: Bad.cpp\n    void Bad(); // DK01\n',
    );
    expect(text.endsWith('Right: Good.cpp\n    void Good();\n')).toBe(true);
  });

  it('gives the same as data', () => {
    const { check: _check, ...facts } = RULES[0] ?? { check: null };
    expect(JSON.parse(explained('--json', 'dk1'))).toEqual(facts);
    expect(JSON.parse(explained('--json')).rules).toEqual(
      RULES.map(({ id, severity, title }) => ({ id, severity, title })),
    );
  });

  it.each([
    ['DK02', 'Did you mean DK01?'],
    ['DK0', 'there are DK01, DK06, DK24, DK40.'],
    ['timer', '"timer" is not a rule'],
    ['', '"" is not a rule'],
  ])('refuses %j', async (id, message) => {
    expect(await failureOf(() => explained(id))).toMatchObject({
      message: expect.stringContaining(message),
      flag: 'RULE',
      exitStatus: 2,
    });
  });
});
