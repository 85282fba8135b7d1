import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../core/options/command-line.ts';
import { helpText } from '../../core/options/help-text.ts';
import { NEW_COMMAND } from '../../core/options/new-command.ts';
import { runNew } from './command-run.ts';

describe.each(['command', 'yeoman'] as const)('help of the face %s', (face) => {
  const help = helpText({ command: NEW_COMMAND, face });
  const lines = help.split('\n');
  const start = NEW_COMMAND.invocation[face];

  it('fits into 80 columns and 50 lines', () => {
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(lines.length).toBeLessThanOrEqual(50);
    expect(help.endsWith('\n')).toBe(true);
  });

  it('shows how this face is started', () => {
    expect(lines[0]).toBe(`Usage: ${start} [Name] [options]`);
  });

  it('has every flag of the interface, each once', () => {
    for (const flag of [
      ...['--bundle-id', '--provider', '--vendor-id', '--product-id', '--interface-number'],
      ...['--configuration-value', '--timer', '--interval', '--leeway', '--mode', '--queue'],
      ...['--clock', '--power', '--yes', '--dry-run', '--force', '--json', '--help', '--version'],
      '--debug',
    ]) {
      expect(
        lines.filter((line) => line.startsWith(`  ${flag} `) || line.startsWith(`  ${flag}, `)),
        flag,
      ).toHaveLength(1);
    }
    expect(help).toContain('--power, --no-power');
  });

  it('aligns the explanations', () => {
    const flags = lines.filter((line) => /^ {2}(--|Name)/.test(line));
    const columns = flags.map((line) => /^ {2}\S+(?: \S+)* {2,}/.exec(line)?.[0].length);
    expect(columns).not.toContain(undefined);
    expect(new Set(columns).size).toBe(1);
  });

  it('has examples that work', async () => {
    const examples = lines.filter((line) => line.startsWith(`  ${start} `));
    expect(examples).toHaveLength(3);
    for (const example of examples) {
      const args = example
        .trim()
        .slice(start.length + 1)
        .split(' ');
      parseCommandLine(args, NEW_COMMAND);
      const { notes } = await runNew([...new Set([...args, '--yes'])]);
      expect(notes).toEqual([]);
    }
  });
});
