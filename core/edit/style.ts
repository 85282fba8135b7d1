import type { SourceFile } from '../source/source-file.ts';
import { lineEndAt, lineEndOf } from './line-ends.ts';
import { observe } from './observe.ts';
import { type Aspect, Tally } from './tally.ts';

/** Where a brace or a word stands in respect to what is before it. */
export type Placement = 'own line' | 'same line';

/** How a file is written, as far as it matters to a piece that is put into it. */
export interface Style {
  /** One level: a tab, or spaces. */
  readonly indent: string;
  /** The opening brace of a function. */
  readonly functionBrace: Placement;
  /** The opening brace of if, for, while, do, switch and else. */
  readonly innerBrace: Placement;
  /** The opening brace of a class, struct or enum. */
  readonly recordBrace: Placement;
  /** `else`, behind the brace that closes what is before it. */
  readonly elseWord: Placement;
  readonly lineEnd: '\n' | '\r\n';
  /** What stands between a type and a name. */
  readonly pointer: ' *' | ' * ' | '* ';
  /** Whether a space stands behind `if`, `for`, `while` and `switch`. */
  readonly keywordSpace: boolean;
  readonly comment: '//' | '/* */';
  /** The name of a function, behind its return type. */
  readonly functionName: Placement;
  /** The same for `IMPL(C, M)`. */
  readonly implName: Placement;
  /** `IMPL(C, M)` or `C::M_Impl(…)`. */
  readonly method: 'IMPL' | '_Impl';
  /** The same as `functionName`, for methods that a class declares. */
  readonly declaredName: Placement;
  /** `TYPE(…)`, behind the declaration of a handler. */
  readonly attribute: Placement;
  /** What stands before `public:`, in respect to the line of the class. */
  readonly accessIndent: string;
  /** What stands before a member, in respect to the line of the class. */
  readonly memberIndent: string;
  /** Whether `override` is written where a method of the base class is declared again. */
  readonly override: boolean;
  /** Whether `virtual` is written there. */
  readonly virtual: boolean;
}

/** How our templates are written. */
export const OWN_STYLE: Style = {
  indent: '    ',
  functionBrace: 'own line',
  innerBrace: 'same line',
  recordBrace: 'own line',
  elseWord: 'same line',
  lineEnd: '\n',
  pointer: ' *',
  keywordSpace: true,
  comment: '//',
  functionName: 'same line',
  implName: 'same line',
  method: '_Impl',
  declaredName: 'same line',
  attribute: 'own line',
  accessIndent: '',
  memberIndent: '    ',
  override: true,
  virtual: true,
};

/** With fewer sightings than this a file alone does not say how it is written. */
const ENOUGH = 3;

/**
 * How a file is written: what most of it does. Where it says too little, the other files of the
 * project count too, and where they say nothing, our own style.
 *
 * @param others files of the same project
 */
export function styleOf(file: SourceFile, others: readonly SourceFile[] = []): Style {
  const own = observe(file);
  const rest = new Tally();
  for (const other of others) {
    if (other !== file) {
      rest.add(observe(other));
    }
  }
  const decide = <A extends Aspect>(aspect: A, fallback: Style[A]): Style[A] => {
    const seen = own.total(aspect) >= ENOUGH ? own : new Tally().add(own).add(rest);
    return seen.most(aspect) ?? fallback;
  };
  const indent = decide('indent', OWN_STYLE.indent);
  const functionBrace = decide('functionBrace', OWN_STYLE.functionBrace);
  const innerBrace = decide('innerBrace', OWN_STYLE.innerBrace);
  const functionName = decide('functionName', decide('implName', OWN_STYLE.functionName));
  return {
    indent,
    functionBrace,
    innerBrace,
    recordBrace: decide('recordBrace', functionBrace),
    elseWord: decide('elseWord', innerBrace),
    lineEnd: lineEndOf(file.text),
    pointer: decide('pointer', OWN_STYLE.pointer),
    keywordSpace: decide('keywordSpace', OWN_STYLE.keywordSpace),
    comment: decide('comment', OWN_STYLE.comment),
    functionName,
    implName: decide('implName', functionName),
    method: decide('method', OWN_STYLE.method),
    declaredName: decide('declaredName', OWN_STYLE.declaredName),
    attribute: decide('attribute', OWN_STYLE.attribute),
    accessIndent: decide('accessIndent', OWN_STYLE.accessIndent),
    memberIndent: decide('memberIndent', indent),
    override: decide('override', OWN_STYLE.override),
    virtual: decide('virtual', OWN_STYLE.virtual),
  };
}

/** The same for a place in the file: where lines end in both ways, those near it count. */
export function styleAt(file: SourceFile, offset: number, others?: readonly SourceFile[]): Style {
  return { ...styleOf(file, others), lineEnd: lineEndAt(file.text, offset) };
}
