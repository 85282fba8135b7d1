import { PARTIALS } from '../../core/packs/partials.ts';

/** A table of Markdown. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `${lines.join('\n')}\n`;
}

/** Every partial: what it is for, what it must contain, what it sees. */
export function partialsTable(): string {
  return table(
    ['partial', 'what it is', 'what it must contain', 'beside the view'],
    PARTIALS.map(({ name, is, must, sees = [] }) => [
      `\`${name}\``,
      is,
      must,
      sees.map((it) => `\`it.${it}\``).join(', '),
    ]),
  );
}

/**
 * The members of an interface, each with its type and its comment.
 *
 * @param source the file of interfaces
 * @throws Error where a member has no comment
 */
export function membersTable(source: string, name: string): string {
  const [, body] =
    new RegExp(`^export interface ${name}\\b[^{]*\\{\\n([\\s\\S]*?)^\\}`, 'm').exec(source) ?? [];
  if (body === undefined) {
    throw new Error(`there is no interface ${name}`);
  }
  const members = [...body.matchAll(/(?: {2}\/\*\* (.*) \*\/\n)? {2}readonly (\w+): (.*);\n/g)];
  const rows = members.map(([, comment, member = '', type = '']) => {
    if (comment === undefined) {
      throw new Error(`${name}.${member} has no comment`);
    }
    return [`\`${member}\``, `\`${plainType(type).replaceAll('|', '\\|')}\``, comment];
  });
  return table(['name', 'type', 'what it is'], rows);
}

function plainType(type: string): string {
  const inner = /^Readonly<Record<string, (.*)>>$/.exec(type)?.[1];
  return (inner === undefined ? type : `{ [name]: ${inner} }`).replace('readonly ', '');
}
