import { withProgress } from '../../check/progress.ts';
import { isSource } from '../../check/source-names.ts';
import { UsageError } from '../../errors.ts';
import type { Face } from '../../face.ts';
import { derivedNames } from '../../options/derived-names.ts';
import { type Given, isOn } from '../../options/option.ts';
import { createRenderer } from '../../render/renderer.ts';
import { loadParser } from '../../source/parse.ts';
import { openTeam } from '../open-team.ts';
import type { TeamTemplates } from '../team-templates.ts';
import { checkFiles } from './check-files.ts';
import { scriptJudge } from './check-scripts.ts';
import { type Combination, combinationsOf } from './combinations.ts';
import { driverJudge } from './driver-judge.ts';
import { Findings, type Occurrence } from './findings.ts';
import { placeFinder } from './place-of.ts';
import { type MadeProject, runHostTests } from './run-host-tests.ts';
import { checkAsJson, checkText } from './tell-check.ts';
import type { Trial } from './trial.ts';
import { type AddedTo, foreignClass, tryAdding } from './try-adding.ts';
import { tryCombination } from './try-combination.ts';

/**
 * `templates check`: renders a pack for all kinds of projects and judges what comes out. That runs
 * the pack, which its name on the line agrees to.
 *
 * @returns the exit status: 1 for a finding of severity error
 * @throws UsageError, ProjectError where the pack cannot be opened
 */
export async function runTemplatesCheck(at: {
  readonly given: Given;
  readonly face: Face;
}): Promise<number> {
  const { given, face } = at;
  const spec = given.get('pack');
  const team = openNamed(spec, face);
  const findings = new Findings();
  checkFiles(team, findings);
  const parser = await loadParser();
  const trial: Trial = {
    team,
    spec: spec ?? '',
    renderer: createRenderer(team.roots),
    parser,
    judge: driverJudge(parser),
    placeOf: placeFinder(),
    findings,
  };
  const combinations = await combinationsOf(team);
  const what = (doing: string) => ({ face, what: `${doing} of ${team.name}`, size: Infinity });
  const { made, tried } = await withProgress(
    what(`Judging ${combinations.length} projects`),
    async () => tryAll(trial, combinations, face),
  );
  const added = await withProgress(what('Adding timers'), () => tryAddingTo(trial, made));
  const hostTests = await withProgress(what('Running the host tests'), () =>
    runHostTests(trial, made, face),
  );
  const checked = { team, findings: findings.list, tried: [...tried, ...added], hostTests };
  const isJson = isOn(given, 'json');
  face.print(isJson ? checkAsJson(checked) : checkText(checked, face.paint.print));
  return checked.findings.some((it) => it.severity === 'error') ? 1 : 0;
}

function openNamed(spec: string | undefined, { cwd }: Face): TeamTemplates {
  const reference = { spec: spec ?? 'none', from: cwd, said: 'templates check' };
  const team = openTeam({ reference, cwd });
  if (!team) {
    throw new UsageError({
      code: 'usage',
      message: 'No pack is named; give its folder, or the name of an installed package.',
    });
  }
  return team;
}

function tryAll(
  trial: Trial,
  combinations: readonly Combination[],
  face: Face,
): { readonly made: readonly MadeProject[]; readonly tried: readonly Occurrence[] } {
  const judgeScripts = scriptJudge(trial);
  if (!judgeScripts) {
    face.note('Note: the shell scripts were not looked at: there is no bash here.\n');
  }
  const made: MadeProject[] = [];
  const tried = combinations.map((combination) => {
    const occurrence = { in: 'new', facets: combination.facets } as const;
    const files = tryCombination({ trial, combination, occurrence });
    if (files) {
      judgeScripts?.(files, occurrence);
      made.push({ files, occurrence, options: combination.options });
    }
    return occurrence;
  });
  return { made, tried };
}

/** Somebody else's class, and the one that the pack has made itself. */
async function tryAddingTo(
  trial: Trial,
  made: readonly MadeProject[],
): Promise<readonly Occurrence[]> {
  const [first] = made;
  // A driver that is at fault itself says nothing of what is added to it.
  const isSound = first && trial.judge(first.options, first.files).length === 0;
  const own = isSound ? [ownClass(first)] : [];
  const tried = await Promise.all([foreignClass(), ...own].map((it) => tryAdding(trial, it)));
  return tried.flat();
}

function ownClass({ files, options }: MadeProject): AddedTo {
  const { name, provider, power } = options;
  const sources = files
    .filter((it) => it.path.startsWith(`${name}/Driver/`) && isSource(it.path))
    .map(({ path, bytes }) => ({ path, text: Buffer.from(bytes).toString('utf8') }));
  const { driverClass } = derivedNames(options);
  return { title: 'this pack', className: driverClass, sources, facts: { provider, power } };
}
