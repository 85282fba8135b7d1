// Reads an .iig file: text that is copied as it stands, and classes with their methods.

/** A mistake in an .iig file; its message starts with `file:line:`. */
export class IigError extends Error {
  constructor(path, line, message) {
    super(`${path}:${line}: ${message}`);
    this.name = 'IigError';
  }
}

/**
 * Parses one .iig file.
 *
 * @param {{path: string, text: string}} file `path` is only used in messages and #line.
 * @returns {{path: string, pieces: (string | object)[], classes: object[]}} `pieces` in the order of
 *   the file: text to copy, or a class (see readClass).
 * @throws {IigError} for a class that is not closed, and for members that an .iig cannot hold.
 */
export function parseIig({ path, text }) {
  const masked = mask(text);
  const head =
    /\bclass\s+(?:(?:KERNEL|NATIVE|LOCAL|LOCALONLY|EXTENDS\s*\(\w+\))\s+)*(\w+)\s*(?::\s*(?:public\s+)?(\w+)\s*)?\{/g;
  const pieces = [];
  const classes = [];
  let copied = 0;
  for (let match = head.exec(masked); match; match = head.exec(masked)) {
    const line = lineAt(text, match.index);
    const open = head.lastIndex - 1;
    const close = closing(masked, open, '{', '}');
    if (close < 0) throw new IigError(path, line, `class ${match[1]} has no closing brace`);
    if (!match[2]) {
      throw new IigError(
        path,
        line,
        `class ${match[1]} has no base: write "class ${match[1]} : public IOService"`,
      );
    }
    const after = /^\s*;/.exec(masked.slice(close + 1));
    if (!after)
      throw new IigError(
        path,
        lineAt(text, close),
        `class ${match[1]} needs a ";" after its closing brace`,
      );
    const found = readClass({
      path,
      text,
      masked,
      name: match[1],
      base: match[2],
      line,
      open,
      close,
    });
    pieces.push(text.slice(copied, match.index), found);
    classes.push(found);
    copied = close + 1 + after[0].length;
    head.lastIndex = copied;
  }
  pieces.push(text.slice(copied));
  return { path, pieces, classes };
}

function readClass({ path, text, masked, name, base, line, open, close }) {
  const members = [];
  let at = open + 1;
  while (at < close) {
    at += /^\s*/.exec(masked.slice(at, close))[0].length;
    if (at >= close) break;
    const label = /^(public|protected|private)\s*:/.exec(masked.slice(at, close));
    if (label) {
      at += label[0].length;
      continue;
    }
    const directive = /^#.*/.exec(masked.slice(at, close));
    if (directive) {
      members.push({ raw: text.slice(at, at + directive[0].length), line: lineAt(text, at) });
      at += directive[0].length;
      continue;
    }
    const end = endOfMember(masked, at, close);
    const source = { path, line: lineAt(text, at), className: name };
    members.push(readMember(text.slice(at, end), masked.slice(at, end), source));
    at = end;
  }
  return { path, name, base, line, members, methods: members.filter((member) => member.name) };
}

/** The end of the declaration at `at`: behind its ";", or behind the "}" of a body. */
function endOfMember(masked, at, close) {
  for (let i = at; i < close; i++) {
    const c = masked[i];
    if (c === '(') i = closing(masked, i, '(', ')');
    else if (c === ';') return i + 1;
    else if (c === '{') {
      const end = closing(masked, i, '{', '}');
      const semicolon = /^\s*;/.exec(masked.slice(end + 1, close));
      return end + 1 + (semicolon ? semicolon[0].length : 0);
    }
    if (i < at) break;
  }
  return close;
}

function readMember(text, masked, { path, line, className }) {
  if (/^(struct|enum|union|typedef|using|friend|static_assert)\b/.test(masked))
    return { raw: text, line };
  const flat = masked.replace(/\s+/g, ' ').trim();
  const head = /^((?:(?:virtual|static|inline|constexpr) )*)(.*?[\s*&])?(~?\w+) ?\(/.exec(flat);
  if (!head) {
    throw new IigError(
      path,
      line,
      `"${flat}" is no method: a class in an .iig has methods only, data goes into struct ${className}_IVars`,
    );
  }
  const [, prefix, returns, name] = head;
  const open = head[0].length - 1;
  const end = closing(flat, open, '(', ')');
  if (end < 0) throw new IigError(path, line, `${name}( is not closed`);
  const tail = flat.slice(end + 1);
  const body = tail.indexOf('{');
  const attributes = body < 0 ? tail : tail.slice(0, body);
  const type = /\bTYPE ?\( ?(\w+) ?:: ?(\w+) ?\)/.exec(attributes);
  return {
    name,
    line,
    returns: (returns ?? 'void').trim(),
    params: readParams(flat.slice(open + 1, end)),
    isStatic: /\bstatic\b/.test(prefix),
    isVirtual: /\bvirtual\b/.test(prefix),
    isConst: /\bconst\b/.test(attributes),
    isOverride: /\boverride\b/.test(attributes),
    isReply: /\bREPLY\b/.test(attributes),
    isLocalOnly: /\bLOCALONLY\b/.test(attributes),
    type: type && { className: type[1], method: type[2] },
    body: body < 0 ? null : text.slice(text.indexOf('{', text.lastIndexOf(')', text.indexOf('{')))),
  };
}

function readParams(text) {
  const params = [];
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    if (text[i] === '(' || text[i] === '<')
      i = closing(text, i, text[i], text[i] === '(' ? ')' : '>');
    else if (text[i] === ',' || i === text.length) {
      const one = text
        .slice(from, i)
        .replace(/\bTYPE ?\([^)]*\)|\b(TARGET|PORTMAKESEND)\b/g, '')
        .trim();
      if (one && one !== 'void') params.push(readParam(one, params.length));
      from = i + 1;
    }
  }
  return params;
}

function readParam(text, index) {
  const [, declaration, value] = /^(.*?)(?:\s*=\s*(.*))?$/.exec(text);
  const pointer = /^(.*\([\^*]\s*)(\w*)(\).*)$/.exec(declaration);
  if (pointer) {
    const name = pointer[2] || `argument${index}`;
    return {
      name,
      type: `${pointer[1]}${pointer[3]}`,
      declared: `${pointer[1]}${name}${pointer[3]}`,
      value,
    };
  }
  const array = /^(.*?)(\w+)\s*\[\w*\]$/.exec(declaration);
  if (array)
    return {
      name: array[2],
      type: `${array[1].trim()} *`,
      declared: `${array[1].trim()} *${array[2]}`,
      value,
    };
  const named = /^(.*[\s*&])(\w+)$/.exec(declaration);
  const unnamed = !named || /^(int|char|bool|long|short|unsigned|\w+_t)$/.test(named[2]);
  const type = (unnamed ? declaration : named[1]).trim();
  const name = unnamed ? `argument${index}` : named[2];
  return { name, type, declared: `${type}${/[*&]$/.test(type) ? '' : ' '}${name}`, value };
}

/** The text with comments and strings blanked; every offset and line stays where it is. */
function mask(text) {
  const blank = (part) => part.replace(/[^\n]/g, ' ');
  return text.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"/g, (part) =>
    part.startsWith('"') ? `"${blank(part.slice(1, -1))}"` : blank(part),
  );
}

/** Offset of the bracket that closes the one at `open`, or -1. */
function closing(text, open, left, right) {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === left) depth++;
    else if (text[i] === right && --depth === 0) return i;
  }
  return -1;
}

function lineAt(text, offset) {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) line++;
  return line;
}
