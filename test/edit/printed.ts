import type { Style } from '../../core/edit/style.ts';

/** A line of code; `~` is where a star stands between a type and a name. */
export type Line =
  | string
  | { readonly comment: readonly string[] }
  | {
      readonly when: string;
      readonly body: readonly Line[];
      readonly otherwise?: readonly Line[];
    }
  /** A call with a block. */
  | { readonly call: string; readonly block: readonly Line[] };

export interface Printed {
  /** Of a method of LampDriver: `Stop`; of a function, whole. */
  readonly head: { readonly method: string; readonly params: string } | string;
  readonly type: string;
  readonly body: readonly Line[];
}

/** A driver in a style, printed by hand: what detection and restyling are measured by. */
export class Printer {
  private readonly style: Style;

  constructor(style: Style) {
    this.style = style;
  }

  definitions(all: readonly Printed[]): string {
    return this.ended(`${all.map((it) => this.definition(it)).join('\n\n')}\n`);
  }

  record(name: string, fields: readonly string[]): string {
    const { indent, recordBrace } = this.style;
    const lines = fields.map((it) => `${indent}${this.starred(it)}`);
    return this.ended(
      `${[`struct ${name}${this.brace(recordBrace, '')}`, ...lines, '};'].join('\n')}\n`,
    );
  }

  /** @param members `virtual`, `override` and `TYPE(…)` as our own style has them */
  interface(name: string, members: readonly string[]): string {
    const { accessIndent, recordBrace } = this.style;
    const head = `class ${name} : public IOService${this.brace(recordBrace, '')}`;
    const lines = [head, `${accessIndent}public:`, ...this.memberLines(members), '};'];
    return this.ended(`${lines.join('\n')}\n`);
  }

  members(members: readonly string[]): string {
    return this.ended(`${this.memberLines(members).join('\n')}\n`);
  }

  private memberLines(members: readonly string[]): string[] {
    const { declaredName, attribute, override, virtual, memberIndent, indent } = this.style;
    return members.flatMap((member) => {
      const isPlain = !virtual && member.includes(' override');
      const [type = '', rest = ''] = member.replace(isPlain ? 'virtual ' : '', '').split('|');
      const [named = '', word] = rest.split(' TYPE');
      const name = this.starred(override ? named : named.replace(' override', ''));
      const gap = declaredName === 'own line' ? '\n' : type.endsWith('~') ? '' : ' ';
      const before = attribute === 'own line' ? `\n${indent}` : ' ';
      const behind = word === undefined ? '' : `${before}TYPE${word}`;
      const text = `${this.starred(type)}${gap}${name}${behind}`;
      return text.split('\n').map((it) => memberIndent + it);
    });
  }

  private definition({ head, type, body }: Printed): string {
    const { functionBrace, functionName, implName, method } = this.style;
    const isIMPL = typeof head !== 'string' && method === 'IMPL';
    const name =
      typeof head === 'string'
        ? head
        : isIMPL
          ? `IMPL(LampDriver, ${head.method})`
          : `LampDriver::${head.method}_Impl(${head.params})`;
    const place = isIMPL ? implName : functionName;
    const gap = place === 'own line' ? '\n' : ' ';
    const lines = this.lines(body, 1);
    return [
      `${type}${gap}${this.starred(name)}${this.brace(functionBrace, '')}`,
      ...lines,
      '}',
    ].join('\n');
  }

  private lines(body: readonly Line[], depth: number): string[] {
    const { indent, comment, innerBrace, elseWord, keywordSpace } = this.style;
    const leading = indent.repeat(depth);
    return body.flatMap((line): string[] => {
      if (typeof line === 'string') {
        return [leading + this.starred(line)];
      }
      if ('comment' in line) {
        if (comment === '//') {
          return line.comment.map((it) => `${leading}// ${it}`);
        }
        const [only] = line.comment;
        return line.comment.length === 1
          ? [`${leading}/* ${only} */`]
          : [`${leading}/*`, ...line.comment.map((it) => `${leading} * ${it}`), `${leading} */`];
      }
      if ('call' in line) {
        return [`${leading}${line.call}(^{`, ...this.lines(line.block, depth + 1), `${leading}});`];
      }
      const head = `${leading}if${keywordSpace ? ' ' : ''}(${line.when})`;
      const lines = [head + this.brace(innerBrace, leading), ...this.lines(line.body, depth + 1)];
      if (!line.otherwise) {
        return [...lines, `${leading}}`];
      }
      const otherwise = `else${this.brace(innerBrace, leading)}`;
      const joined =
        elseWord === 'own line'
          ? [`${leading}}`, `${leading}${otherwise}`]
          : [`${leading}} ${otherwise}`];
      return [...lines, ...joined, ...this.lines(line.otherwise, depth + 1), `${leading}}`];
    });
  }

  private brace(placement: Style['innerBrace'], leading: string): string {
    return placement === 'own line' ? `\n${leading}{` : ' {';
  }

  private starred(text: string): string {
    const { pointer, comment } = this.style;
    const kept = comment === '//' ? text : text.replace(/\/\/(.*)$/, '/*$1 */');
    return kept.replace(/~(?=[,)])/g, pointer.trimEnd()).replace(/~/g, pointer);
  }

  private ended(text: string): string {
    return text.replace(/\n/g, this.style.lineEnd);
  }
}
