import type { MaskedMacro } from '../source/mask.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { SyntaxNode } from '../source/syntax.ts';
import type { Functions } from './functions.ts';
import type { Globals } from './globals.ts';
import type { Macros } from './macros.ts';

/** Everything that we know of the sources that belong together: what check and add look at. */
export interface DextModel {
  readonly files: readonly SourceFile[];
  /** Classes of `.iig` files and plain C++ classes and structs with methods, by first sight. */
  readonly classes: readonly ClassModel[];
  /** Functions that belong to no class. */
  readonly functions: Functions;
  /** Structs and unions without methods, by name; ivars structs among them. */
  readonly records: ReadonlyMap<string, RecordModel>;
  /** Variables at file or namespace scope, static members included. */
  readonly globals: Globals;
  readonly defines: Macros;
}

/** A node and the file whose text its offsets are in. */
export interface Place {
  readonly file: SourceFile;
  readonly node: SyntaxNode;
}

/** A class: its declaration, and the definitions of its methods in whatever files they are. */
export interface ClassModel extends Place {
  readonly name: string;
  /** The first base class as written, without `public`; null for none. */
  readonly base: string | null;
  /** `iig`: declared in an `.iig`, so that Start, Stop and actions are dispatched to it. */
  readonly kind: 'iig' | 'cpp';
  /** By the method's name, without `_Impl`; overloads share an entry. */
  readonly methods: ReadonlyMap<string, Method>;
  /** Data members of the class itself (not of its ivars struct). */
  readonly fields: readonly Variable[];
  /** `struct <Class>_IVars`, wherever it is defined; null where there is none. */
  readonly ivars: RecordModel | null;
}

/** A method: what the class says of it, and its bodies. */
export interface Method {
  readonly name: string;
  readonly declarations: readonly Declaration[];
  readonly definitions: readonly Definition[];
}

/** A method as its class declares it. */
export interface Declaration extends Place {
  readonly params: readonly Param[];
  /** As written, `void` for example. */
  readonly returnType: string;
  readonly isVirtual: boolean;
  readonly isOverride: boolean;
  readonly access: 'public' | 'protected' | 'private';
  /** `TYPE(…)`, `LOCALONLY`, `QUEUENAME(…)` behind or before it. */
  readonly attributes: readonly MaskedMacro[];
}

/** How a definition is spelled: `IMPL(C, M)`, `C::M_Impl(…)`, `C::M_Impl(C_M_Args)`, `C::M(…)`. */
export type DefinitionStyle = 'IMPL' | '_Impl' | 'args-macro' | 'plain' | 'inline';

/** A body. `node` is the whole function_definition. */
export interface Definition extends Place {
  /** The method's or function's name without `_Impl`. */
  readonly name: string;
  /** Null for a free function. */
  readonly className: string | null;
  readonly style: DefinitionStyle;
  /** For `IMPL` and the args macro: those of the declaration. */
  readonly params: readonly Param[];
  readonly returnType: string;
  /** The compound_statement. */
  readonly body: SyntaxNode;
}

export interface Param {
  readonly name: string;
  readonly type: TypeName;
}

/** A data member, a global or a local. */
export interface Variable extends Place {
  readonly name: string;
  readonly type: TypeName;
  /** The initialiser expression, where there is one. */
  readonly value: SyntaxNode | null;
  readonly isStatic: boolean;
}

/** A struct with data. */
export interface RecordModel extends Place {
  readonly name: string;
  readonly fields: readonly Variable[];
}

/** A type as far as we look into it. */
export interface TypeName {
  /**
   * What it names once pointers, references, const and a smart pointer around it are taken off:
   * `IOTimerDispatchSource` for `const OSSharedPtr<IOTimerDispatchSource> &`.
   */
  readonly name: string;
  /** `*` or `&`; a smart pointer counts as a pointer. */
  readonly isPointer: boolean;
  /** The smart pointer's own name: `OSSharedPtr`, `std::unique_ptr` …; null for none. */
  readonly smart: string | null;
  /** `_Atomic(…)`, `std::atomic<…>`, `std::atomic_bool` …; `name` is then what is inside. */
  readonly isAtomic: boolean;
  /** An array: `IOTimerDispatchSource *timers[4]`. */
  readonly isArray: boolean;
  /** What stands in the brackets of an array of one dimension, `4` or `kCount`; null for nothing. */
  readonly length: string | null;
  /** As written, white space folded. */
  readonly text: string;
}
