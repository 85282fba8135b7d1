import type { ClassModel, Definition, DextModel } from '../dext/model.ts';
import { codeText } from '../source/code-text.ts';
import type { SourceFile } from '../source/source-file.ts';
import { childIn, descend, type SyntaxNode } from '../source/syntax.ts';
import { conditionalAt } from './conditional.ts';
import type { LifecycleMethods } from './lifecycle-methods.ts';
import { Refused } from './refused.ts';

/** Where a class keeps its ivars, and how it comes by them. */
export interface IvarsHome {
  /** The struct's body; null where there is no struct yet. */
  readonly struct: { readonly file: SourceFile; readonly body: SyntaxNode } | null;
  /** `ivars = …` in init; null where nobody makes them. */
  readonly made: { readonly byNew: boolean } | null;
}

/**
 * Finds the ivars struct of a class.
 *
 * @throws Refused where there is one that cannot be seen, or that is not made in init
 */
export function ivarsHome(at: {
  readonly dext: DextModel;
  readonly model: ClassModel;
  readonly methods: LifecycleMethods;
}): IvarsHome {
  const { model, methods } = at;
  const bodies = [...model.methods.values()].flatMap((it) => it.definitions);
  const assigned = bodies.flatMap(assignments);
  const elsewhere = assigned.find((it) => it.definition !== methods.init);
  if (elsewhere) {
    const { definition, node } = elsewhere;
    throw new Refused({
      file: definition.file,
      offset: node.start,
      code: 'ivars-made-elsewhere',
      message: `${model.name}::${definition.name} makes the ivars, which init() is to do`,
    });
  }
  const [first] = assigned;
  const made = first && { byNew: first.value.type === 'new_expression' };
  return { struct: struct(at, bodies), made: made ?? null };
}

function struct(
  { dext, model }: { readonly dext: DextModel; readonly model: ClassModel },
  bodies: readonly Definition[],
): IvarsHome['struct'] {
  const name = `${model.name}_IVars`;
  const { ivars } = model;
  if (!ivars) {
    const file = dext.files.find((it) => new RegExp(`\\b${name}\\b`).test(code(it)));
    const user = bodies.find((it) => /\bivars\b/.test(codeText(it.file, it.body)));
    if (file || user) {
      throw new Refused({
        file: file ?? user?.file ?? model.file,
        offset: file ? code(file).search(new RegExp(`\\b${name}\\b`)) : (user?.node.start ?? 0),
        code: 'ivars-unseen',
        message: `${model.name} uses ivars, and struct ${name} is not to be seen in the sources`,
      });
    }
    return null;
  }
  const { file, node } = ivars;
  const body = childIn(node, 'body');
  if (!body || conditionalAt(file, node.start) || conditionalAt(file, body.end - 1)) {
    throw new Refused({
      file,
      offset: node.start,
      code: 'ivars-unseen',
      message: `struct ${name} stands in an #if, and another one may be compiled in its place`,
    });
  }
  return { file, body };
}

/** `ivars = …`, but for `ivars = nullptr`. */
function assignments(
  definition: Definition,
): { definition: Definition; node: SyntaxNode; value: SyntaxNode }[] {
  const { text } = definition.file;
  return [...descend(definition.body)].flatMap((node) => {
    const left = node.type === 'assignment_expression' ? childIn(node, 'left') : undefined;
    const value = left && childIn(node, 'right');
    const isIvars = left && /^(?:this\s*->\s*)?ivars$/.test(text.slice(left.start, left.end));
    const isNull = value && /^(?:nullptr|NULL|0|\{\})$/.test(text.slice(value.start, value.end));
    return isIvars && value && !isNull ? [{ definition, node, value }] : [];
  });
}

/** The text with its comments blanked. */
function code({ text }: SourceFile): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, (it) => it.replace(/[^\n]/g, ' '));
}
