import type { AddOutcome, Planned } from '../../core/add/outcome.ts';
import { planAddedTimer } from '../../core/add/plan-added-timer.ts';
import { verifyEdit } from '../../core/add/verify-edit.ts';
import type { ClassModel, DextModel } from '../../core/dext/model.ts';
import { modelOf } from '../../core/dext/model-of.ts';
import { applyInsertions } from '../../core/edit/apply-insertions.ts';
import type { TimerOptions } from '../../core/options/new-project-options.ts';
import { ownTemplates, type TemplateRoots } from '../../core/render/template-roots.ts';
import { loadParser, type SourceParser } from '../../core/source/parse.ts';
import { timer } from '../support/matrix.ts';
import { NAME } from './drivers.ts';

let loaded: Promise<SourceParser> | undefined;

/** Texts by path. */
export type Files = Readonly<Record<string, string>>;

interface Dext {
  readonly parser: SourceParser;
  readonly dext: DextModel;
  readonly model: ClassModel;
}

async function read(files: Files, className: string): Promise<Dext> {
  loaded ??= loadParser();
  const parser = await loaded;
  const dext = modelOf(Object.entries(files).map(([path, text]) => parser.parse({ path, text })));
  const model = dext.classes.find((it) => it.name === className);
  if (!model) {
    throw new Error(`no class ${className}`);
  }
  return { parser, dext, model };
}

/** Plans a timer named Poll, unless told otherwise. */
export async function plan(
  files: Files,
  changes: Partial<TimerOptions> = {},
  className = NAME,
): Promise<AddOutcome> {
  const { parser, dext, model } = await read(files, className);
  const wanted = timer({ name: 'Poll', ...changes });
  return planAddedTimer({ dext, model, timer: wanted, parser, roots: [ownTemplates()] });
}

/** Plans, verifies and inserts, with the remarks of that; fails where the timer is refused. */
export async function add(
  files: Files,
  changes: Partial<TimerOptions> = {},
  className = NAME,
  roots: TemplateRoots = [ownTemplates()],
): Promise<{
  readonly files: Record<string, string>;
  readonly planned: Planned;
  readonly remarks: readonly string[];
}> {
  const { parser, dext, model } = await read(files, className);
  const wanted = timer({ name: 'Poll', ...changes });
  const planned = planAddedTimer({ dext, model, timer: wanted, parser, roots });
  if (planned.kind !== 'planned') {
    throw new Error(`${planned.kind}: ${JSON.stringify({ ...planned, pieces: [] })}`);
  }
  const { insertions, needsHook } = planned;
  const changed = new Map(
    [...new Set(insertions.map((it) => it.file))].map((file) => [
      file,
      applyInsertions(file, insertions),
    ]),
  );
  const made = { insertions, needsHook, changed };
  const remarks = verifyEdit({ dext, driver: model, handler: wanted.name, parser, ...made });
  const edited = [...changed].map(([file, text]) => [file.path, text]);
  return { files: { ...files, ...Object.fromEntries(edited) }, planned, remarks };
}

/** The edited files with everything taken out again that was inserted. */
export function withoutInsertions(edited: Files, { insertions }: Planned): Record<string, string> {
  return Object.fromEntries(
    Object.entries(edited).map(([path, text]) => {
      const own = insertions
        .filter((it) => it.file.path === path)
        .sort((a, b) => a.offset - b.offset);
      let rest = text;
      for (const { offset, text: piece } of own) {
        if (!rest.startsWith(piece, offset)) {
          throw new Error(`${path}: no piece at ${offset}`);
        }
        rest = rest.slice(0, offset) + rest.slice(offset + piece.length);
      }
      return [path, rest];
    }),
  );
}
