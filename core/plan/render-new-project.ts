import { fold } from '../commit/safe-path.ts';
import type { NewProjectOptions } from '../options/new-project-options.ts';
import { toRecord } from '../options/record.ts';
import type { TeamAnswers } from '../options/team-options.ts';
import type { TeamRecord } from '../packs/team-record.ts';
import type { Renderer } from '../render/renderer.ts';
import { TemplateError } from '../render/template-error.ts';
import type { TemplateRoots } from '../render/template-roots.ts';
import { version } from '../version.ts';
import { projectView } from '../view/project-view.ts';
import type { FileMode, OutputFile } from './change.ts';
import { isWanted, outputPath, TREE } from './output-path.ts';

/** What a new project is rendered from. */
export interface NewProjectSource {
  readonly options: NewProjectOptions;
  /** It may serve many projects. */
  readonly renderer: Renderer;
  /** The team whose templates they are; left out where there is none. */
  readonly team?: ProjectTeam | undefined;
}

/** The templates of a team, as a new project takes them. */
export interface ProjectTeam {
  readonly roots: TemplateRoots;
  /** Their templates that may be at fault for C++, as messages show them. */
  readonly suspects?: readonly string[];
  /** What `.yo-rc.json` keeps, so that `add` uses the same. */
  readonly record: TeamRecord;
  readonly answers: TeamAnswers;
}

/**
 * Every file of a new project, below a folder of its name.
 *
 * @returns files sorted by path
 * @throws TemplateError with template and line
 */
export function renderNewProject(at: NewProjectSource): OutputFile[] {
  return completeProject(at, renderTemplates(at));
}

/** The part of a new project that comes from templates; here it may have several timers. */
export function renderTemplates(at: NewProjectSource): OutputFile[] {
  const { list, render } = projectTemplates(at);
  return list.map(render);
}

/** The templates of a new project, for whoever renders one after another. */
export interface ProjectTemplates {
  readonly list: readonly string[];
  /** @throws TemplateError with template and line */
  readonly render: (template: string) => OutputFile;
}

export function projectTemplates(at: NewProjectSource): ProjectTemplates {
  const { renderer } = at;
  const view = projectView(at.options, version, at.team?.answers);
  const render = (template: string): OutputFile => {
    const path = outputPath({ template, shown: renderer.shown, view });
    if (!template.endsWith('.ejs')) {
      const bytes = renderer.copy(template);
      return {
        path,
        bytes,
        mode: modeOf(bytes),
        origins: () => ({ copiedFrom: renderer.shown(template) }),
      };
    }
    const bytes = Buffer.from(renderer.render(template, view));
    const origins = () => renderer.origins(template, view);
    return { path, bytes, mode: modeOf(bytes), origins };
  };
  return { list: renderer.list(TREE).filter((it) => isWanted(it, view)), render };
}

/**
 * What templates have made, with what no template makes.
 *
 * @returns files sorted by path
 * @throws TemplateError for two templates that make one file
 */
export function completeProject(at: NewProjectSource, made: readonly OutputFile[]): OutputFile[] {
  const files = [...made, yoRc(at)];
  refuseTwins(files, at.team?.roots ?? []);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What says by `#!` how to run it is a script. */
function modeOf(bytes: Buffer): FileMode {
  return bytes.toString('latin1', 0, 2) === '#!' ? 0o755 : 0o644;
}

/** Two templates for one file, also where only capitals tell them apart: a Mac has one of them. */
function refuseTwins(files: readonly OutputFile[], roots: TemplateRoots): void {
  const seen = new Map<string, OutputFile>();
  const isTheirs = (template: string) =>
    roots.some(({ shownAs }) => shownAs !== '' && template.startsWith(shownAs));
  for (const file of files) {
    const place = fold(file.path);
    const twin = seen.get(place);
    if (twin) {
      const both = [twin, file].map(templateOf);
      const template = both.find(isTheirs) ?? file.path;
      const other = both.find((it) => it !== template);
      const reason = `it makes ${file.path}, as ${other} does; to replace a template, give yours the same name`;
      throw new TemplateError({ template, reason });
    }
    seen.set(place, file);
  }
}

function templateOf(file: OutputFile): string {
  const origins = file.origins();
  const template = 'copiedFrom' in origins ? origins.copiedFrom : origins[0]?.template;
  return template ?? 'the generator itself';
}

/** The answers, as Yeoman keeps them; `add` reads this file, `new` never does. */
function yoRc({ options, team }: NewProjectSource): OutputFile {
  const templates = team ? { templates: team.record } : {};
  const own = { version, options: toRecord(options), ...templates };
  const record = { 'generator-dext-timer': own };
  return {
    path: `${options.name}/.yo-rc.json`,
    bytes: Buffer.from(`${JSON.stringify(record, null, 2)}\n`),
    mode: 0o644,
    origins: () => [],
  };
}
