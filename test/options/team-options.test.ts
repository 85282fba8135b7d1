import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../core/options/command-line.ts';
import { helpText } from '../../core/options/help-text.ts';
import { NEW_COMMAND } from '../../core/options/new-command.ts';
import { resolveNewProject } from '../../core/options/resolve-new-project.ts';
import { NO_TEAM, type TeamOptions } from '../../core/options/team-options.ts';
import { withTeamFlags } from '../../core/options/templates-flag.ts';
import { failureOf, person } from './command-run.ts';

const QUESTION: TeamOptions['questions'][number] = {
  key: 'team',
  kind: 'list',
  placeholder: '<value>',
  help: 'Which teams: any of audio, video',
  question: 'Which teams own it?',
  hint: '',
  allowed: 'any of audio, video',
  choices: [
    { value: 'audio', meaning: 'sound' },
    { value: 'video', meaning: '' },
  ],
  parse: (raw) => ({ value: raw.split(',') }),
  format: String,
  fallback: () => 'video',
};

const team = (more: Partial<TeamOptions>): TeamOptions => ({ ...NO_TEAM, name: 'acme', ...more });
const locked = (values: Readonly<Record<string, string>>): TeamOptions =>
  team({
    locked: new Map(
      Object.entries(values).map(([key, text]) => [key, { text, by: 'acme (a.json:3)' }]),
    ),
  });

/** The options of a line, with --yes unless a person sits there. */
function run(args: readonly string[], wanted: TeamOptions, somebody?: ReturnType<typeof person>) {
  const given = parseCommandLine(args, withTeamFlags(NEW_COMMAND, wanted));
  const nobody = { canAsk: false, ask: () => Promise.reject(new Error('asked')) };
  const sources = { given, yes: !somebody, folderName: 'x', ...(somebody ?? nobody) };
  return resolveNewProject(sources, wanted);
}

describe('what a team locks', () => {
  it('is taken, and not asked', async () => {
    const somebody = person();
    const { options } = await run(
      ['Acme'],
      locked({ queue: 'dedicated', power: 'false' }),
      somebody,
    );
    expect(options).toMatchObject({ power: false, timers: [{ queue: 'dedicated' }] });
    const asked = somebody.asked.map((it) => it.name);
    expect(asked).toContain('mode');
    expect(asked).not.toContain('queue');
    expect(asked).not.toContain('power');
  });

  it('may be given as it is, however it is spelled', async () => {
    const { options } = await run(['Acme', '--interval', '1000ms'], locked({ interval: '1s' }));
    expect(options.timers[0]?.interval).toBe(1_000_000_000n);
  });

  it('cannot be given otherwise', async () => {
    const failure = await failureOf(() => run(['A', '--no-power'], locked({ power: 'true' })));
    expect(failure).toEqual({
      code: 'locked',
      exitStatus: 2,
      flag: '--power',
      message: '--power: "false" is not allowed; it is locked to "true" by acme (a.json:3).',
    });
  });

  it('is left out without a word where it does not apply', async () => {
    const { options, notes } = await run(['Acme'], locked({ vendorId: '1452' }));
    expect([options.vendorId, notes]).toEqual([null, []]);
  });
});

describe('the defaults of a team', () => {
  it('count before ours, and may be made of the name', async () => {
    const defaults = new Map([
      ['bundleId', 'com.acme.[name].driver'],
      ['leeway', '0'],
    ]);
    const { options } = await run(['Acme'], team({ defaults }));
    expect(options.bundleId).toBe('com.acme.Acme.driver');
    expect(options.timers[0]?.leeway).toBe(0n);
  });

  it('give way where they do not go with the other answers', async () => {
    const defaults = new Map([['leeway', '500ms']]);
    const { options } = await run(['Acme', '--interval', '20ms'], team({ defaults }));
    expect(options.timers[0]?.leeway).toBe(2_000_000n);
  });
});

describe('a question of a team', () => {
  it('is asked behind ours, as a list of boxes', async () => {
    const somebody = person({ team: ['audio', 'video'] });
    const { answers } = await run(
      ['Acme'],
      team({ questions: [QUESTION], names: ['team'] }),
      somebody,
    );
    expect(somebody.asked.at(-1)).toEqual({
      type: 'checkbox',
      name: 'team',
      message: 'Which teams own it?',
      choices: [
        { name: 'audio: sound', value: 'audio', short: 'audio', checked: false },
        { name: 'video', value: 'video', short: 'video', checked: true },
      ],
    });
    expect(answers).toEqual({ team: ['audio', 'video'] });
  });

  it('has no answer where it does not apply', async () => {
    const scope = { is: 'nobody', includes: () => false };
    const questions = [{ ...QUESTION, scope }];
    const { answers, notes } = await run(
      ['Acme', '--team', 'a'],
      team({ questions, names: ['team'] }),
    );
    expect(answers).toEqual({ team: null });
    expect(notes).toEqual(['--team is left unused; it is for nobody.']);
  });
});

it('the help shows the questions, the defaults and the locked values of a team', () => {
  const wanted = team({
    questions: [QUESTION],
    defaults: new Map([
      ['bundleId', 'com.acme.[name].driver'],
      ['queue', 'dedicated'],
    ]),
    locked: new Map([['queue', { text: 'dedicated', by: 'acme' }]]),
  });
  const help = helpText({ command: withTeamFlags(NEW_COMMAND, wanted), face: 'command' });
  expect(help).toMatch(/--bundle-id <id> +of the dext \(com\.acme\.<Name>\.driver\)\n/);
  expect(help).toMatch(
    /--queue <queue> +default \| dedicated, where ticks run \(locked to\n +dedicated\)/,
  );
  expect(help).toMatch(/\nacme:\n {2}--team <value> +Which teams: any of audio, video\n/);
});
