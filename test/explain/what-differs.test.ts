import { describe, expect, it } from 'vitest';
import { whatDiffers } from '../../core/explain/what-differs.ts';
import { RULES } from '../../core/rules/rules.ts';

describe('what two examples differ in', () => {
  it('is whole functions and declarations, and no file that is the same', () => {
    const bad = {
      'A.iig': 'class A;\n',
      'A.cpp': '#include "A.h"\n\nvoid A::a()\n{\n    one();\n\n    two();\n}\n\nvoid A::b() {}\n',
    };
    const good = { ...bad, 'A.cpp': bad['A.cpp'].replace('two', 'three') };
    expect(whatDiffers({ bad, good })).toEqual({
      wrong: { 'A.cpp': 'void A::a()\n{\n    one();\n\n    two();\n}\n' },
      right: { 'A.cpp': 'void A::a()\n{\n    one();\n\n    three();\n}\n' },
    });
  });

  it.each(RULES)('shows for $id every line that is found', (rule) => {
    const shown = Object.values(whatDiffers(rule).wrong).join('\n');
    const marked =
      Object.values(rule.bad)
        .join('\n')
        .match(/.*\/\/.*\bDK\d\d$/gm) ?? [];
    const own = marked.filter((line) => line.includes(rule.id));
    expect(own.length).toBeGreaterThan(0);
    for (const line of own) {
      expect(shown).toContain(line);
    }
  });
});
