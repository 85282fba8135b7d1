import { Cancelled, UsageError } from '../errors.ts';
import type { Face } from '../face.ts';
import { quote } from '../options/quote.ts';
import type { TeamTemplates } from './team-templates.ts';
import { isTrusted, trust } from './trusted.ts';

/**
 * Templates are code. Those that a project's file names, and nobody on the command line, may have
 * come with somebody else's repository: they are not run before a person has agreed to it. That is
 * remembered by what they hold, so that a change of them is asked about again.
 *
 * @param at.said where they are named
 * @param at.trusts the line agrees (`--trust`); that is for this run, and not remembered
 * @throws UsageError where nobody can be asked, Cancelled where the answer is no
 */
export async function assertConsent(at: {
  readonly team: TeamTemplates;
  readonly said: string;
  readonly trusts: boolean;
  readonly face: Face;
  readonly yes: boolean;
}): Promise<void> {
  const { team, said, face } = at;
  if (at.trusts || isTrusted(team.digest)) {
    return;
  }
  const what = `${said} names the team templates ${team.name} ${team.version}`;
  if (at.yes || !face.canAsk) {
    throw new UsageError({
      code: 'not-trusted',
      flag: '--trust',
      message: `${what}; templates are code, and nobody has agreed to run these. Pass --trust to run them, or --templates none for those of generator-dext-timer.`,
    });
  }
  const folders = team.packs.map((it) => quote(it.folder)).join(', ');
  face.note(`${what}, from ${folders}. Templates are code that runs on this machine.\n`);
  const agrees = await face.ask({
    type: 'confirm',
    name: 'trust',
    message: 'Run them, now and from now on while they stay as they are?',
    default: false,
  });
  if (agrees !== true) {
    throw new Cancelled();
  }
  trust({ digest: team.digest, name: team.name, version: team.version });
}
