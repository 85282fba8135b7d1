import type { TypeName } from './model.ts';

/** Smart pointers, by the last part of their name. */
const SMART = new Set(['OSSharedPtr', 'OSPtr', 'unique_ptr', 'shared_ptr', 'weak_ptr']);

/** Names that `std::atomic_…` shortens in another way than by leaving out `std::atomic<>`. */
const SHORT: Readonly<Record<string, string>> = {
  flag: 'bool',
  uchar: 'unsigned char',
  ushort: 'unsigned short',
  uint: 'unsigned int',
  ulong: 'unsigned long',
  llong: 'long long',
  ullong: 'unsigned long long',
};

/**
 * Reads a type. It works on text rather than on nodes, so that types which were hidden from the
 * grammar (`_Atomic(bool)`) or stand in a macro's body are read like any other.
 *
 * @param text the type as written, the declared name left out: `IOService *[4]`
 */
export function typeNameFrom(text: string): TypeName {
  const folded = fold(text);
  let rest = folded;
  let smart: string | null = null;
  let isAtomic = false;
  let outside = '';
  for (;;) {
    rest = rest.replace(/^(?:(?:const|volatile|struct|class|enum|union|typename)\b ?|::)+/, '');
    const head = /^(_Atomic|(?:\w+ ?:: ?)*\w+) ?([<(])/.exec(rest);
    const word = head?.[1] ?? '';
    const last = word.replace(/^.*:: ?/, '');
    const wraps =
      head?.[2] === '(' ? word === '_Atomic' : SMART.has(last) || /^(atomic|array)$/.test(last);
    if (!head || !wraps) {
      break;
    }
    const close = closing(rest, head[0].length - 1);
    const inside = rest.slice(head[0].length, close);
    smart = SMART.has(last) ? (smart ?? word) : smart;
    isAtomic ||= !SMART.has(last) && last !== 'array';
    outside = rest.slice(close + 1) + outside;
    rest = firstArgument(inside);
    if (last === 'array') {
      outside = `[${inside.slice(rest.length).replace(/^\s*,\s*/, '')}]${outside}`;
    }
  }
  if (/\(\s*[*^&][^)]*\)\s*\(/.test(rest)) {
    // A pointer to a function or a block: what it returns is not what it is.
    return {
      name: rest,
      isPointer: true,
      smart,
      isAtomic,
      isArray: false,
      length: null,
      text: folded,
    };
  }
  const [, short] = /^(?:std ?:: ?)?atomic_(\w+)/.exec(rest) ?? [];
  const qualified = /^_Atomic\b ?/.exec(rest)?.[0] ?? '';
  const marks = withoutArguments(rest) + outside;
  return {
    name: short
      ? Object.hasOwn(SHORT, short)
        ? (SHORT[short] ?? short)
        : short
      : named(rest.slice(qualified.length)),
    isPointer: smart !== null || /[*&^]/.test(marks),
    smart,
    isAtomic: isAtomic || short !== undefined || qualified !== '',
    isArray: marks.includes('['),
    length: /^[^[]*\[\s*([\w:]+)\s*\][^[]*$/.exec(marks)?.[1] ?? null,
    text: folded,
  };
}

/** The text in one line, without comments. */
export function fold(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** `Pair` of `ns::Pair<A, B> const *`, `unsigned int` of `unsigned int &`. */
function named(text: string): string {
  const bare = withoutArguments(text)
    .replace(/\b(?:const|volatile|_Nonnull|_Nullable|__restrict)\b/g, ' ')
    .replace(/[*&^([].*$/, '');
  return fold(bare.replace(/(?:\w+ ?)?:: ?/g, ''));
}

function withoutArguments(text: string): string {
  const open = text.indexOf('<');
  return open === -1 ? text : text.slice(0, open) + text.slice(closing(text, open) + 1);
}

function firstArgument(list: string): string {
  let depth = 0;
  for (let i = 0; i < list.length; i++) {
    const c = list[i] as string;
    depth += '<(['.includes(c) ? 1 : '>)]'.includes(c) ? -1 : 0;
    if (c === ',' && depth === 0) {
      return list.slice(0, i).trim();
    }
  }
  return list.trim();
}

/** Where the bracket at `open` is closed; the end of the text where it is not. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    const c = text[i] as string;
    depth += '<(['.includes(c) ? 1 : '>)]'.includes(c) ? -1 : 0;
    if (depth === 0) {
      return i;
    }
  }
  return text.length;
}
