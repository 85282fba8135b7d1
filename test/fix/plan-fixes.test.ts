import { describe, expect, it } from 'vitest';
import type { Fix, Fixer, Found } from '../../core/fix/fix.ts';
import { lampDriver } from '../../core/rules/example-driver.ts';
import { changedLines, tryFixes } from './try-fixes.ts';

const PAUSE = {
  declarations: '    void Pause() LOCALONLY;\n    void Rest() LOCALONLY;',
  behind: `void LampDriver::Pause()
{
    ivars->timer->Cancel(nullptr);
}

void LampDriver::Rest()
{
    ivars->timer->Cancel(nullptr);
}`,
};

const FILES = lampDriver(PAUSE);

/** A fix of the line of a finding: what is found there becomes something else. */
function replacing({ finding, file }: Found, what: string, by: string): Fix {
  const start = file.text.indexOf(what, file.text.indexOf(`${finding.within}()`));
  const edit = { file, start, end: start + what.length, text: by };
  return { rule: finding.rule, title: `${what} becomes ${by}`, edits: [edit] };
}

const only = (fixer: Fixer) => ({ fixers: new Map([['DK04', fixer]]) });
const titles = (proposals: readonly { readonly fix: Fix }[]) => proposals.map((it) => it.fix.title);

describe('planFixes', () => {
  it('makes all fixes that are right', () => {
    const plan = tryFixes(FILES);
    expect(titles(plan.proposals)).toEqual(Array(2).fill('Cancel gets an empty block'));
    expect(plan.findings).toEqual([]);
  });

  it('leaves a file alone in which two fixes get in each other’s way, and fixes the others', () => {
    const bulb = Object.entries(FILES).map(([path, text]) => [
      path.replace('Lamp', 'Bulb'),
      text.replaceAll('Lamp', 'Bulb'),
    ]);
    const third = (FILES['LampDriver.cpp'] ?? '').replace(
      'void LampDriver::Rest()',
      'void LampDriver::Idle()\n{\n    ivars->timer->Cancel(nullptr);\n}\n\nvoid LampDriver::Rest()',
    );
    const declared = (FILES['LampDriver.iig'] ?? '').replace(
      'Rest()',
      'Idle() LOCALONLY;\n    void Rest()',
    );
    const files = {
      'LampDriver.iig': declared,
      'LampDriver.cpp': third,
      ...Object.fromEntries(bulb),
    };
    const plan = tryFixes(
      files,
      only((found) => {
        const isRest = found.finding.within === 'LampDriver::Rest';
        const within = isRest ? 'LampDriver::Pause' : found.finding.within;
        const elsewhere = { ...found, finding: { ...found.finding, within } };
        return replacing(elsewhere, 'nullptr', isRest ? '^{ }' : '^{}');
      }),
    );
    const lines = plan.conflicts.map((it) => it.findings.map(({ within }) => within).join());
    expect(lines.sort()).toEqual(['LampDriver::Idle', 'LampDriver::Pause', 'LampDriver::Rest']);
    expect(plan.proposals).toHaveLength(2);
    const changed = plan.sources.filter((it) => it.text !== files[it.path as keyof typeof files]);
    expect(changed.map((it) => it.path)).toEqual(['BulbDriver.cpp']);
  });

  it('makes one fix of two that are the same', () => {
    const plan = tryFixes(
      FILES,
      only(({ file }) => {
        const all = [...file.text.matchAll(/nullptr(?=\);)/g)].map(({ index: start }) => ({
          file,
          start,
          end: start + 'nullptr'.length,
          text: '^{}',
        }));
        return { rule: 'DK04', title: 'both', edits: all };
      }),
    );
    expect(plan.proposals.map((it) => it.findings.length)).toEqual([2]);
    expect(plan.findings).toEqual([]);
  });

  it('does not make a fix after which the finding is still there', () => {
    const plan = tryFixes(
      FILES,
      only((found) => replacing(found, 'nullptr', 'NULL')),
    );
    expect(titles(plan.refuted)).toEqual(Array(2).fill('nullptr becomes NULL'));
    expect(changedLines(FILES, plan)).toEqual([]);
  });

  it('does not make a fix that something new comes of', () => {
    const plan = tryFixes(
      FILES,
      only((found) => replacing(found, 'nullptr);', '^{});\n    OSSafeReleaseNULL(ivars->timer);')),
    );
    expect(plan.refuted).toHaveLength(2);
    expect(changedLines(FILES, plan)).toEqual([]);
  });

  it('does not make a fix after which the file is not understood', () => {
    const plan = tryFixes(
      FILES,
      only((found) => replacing(found, 'nullptr);', '^{};')),
    );
    expect(plan.refuted).toHaveLength(2);
    expect(changedLines(FILES, plan)).toEqual([]);
  });

  it('makes the right one of two where the other one is wrong', () => {
    const plan = tryFixes(
      FILES,
      only((found) =>
        replacing(found, 'nullptr', found.finding.within.endsWith('Rest') ? '^{}' : 'NULL'),
      ),
    );
    expect(titles(plan.proposals)).toEqual(['nullptr becomes ^{}']);
    expect(titles(plan.refuted)).toEqual(['nullptr becomes NULL']);
    expect(plan.findings.map((it) => it.within)).toEqual(['LampDriver::Pause']);
  });

  it('changes no file that it was not asked about', () => {
    const plan = tryFixes(FILES, { mayChange: new Set(['LampDriver.iig']) });
    expect(plan.proposals).toEqual([]);
    expect(plan.findings).toHaveLength(2);
  });
});
