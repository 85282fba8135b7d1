/** An element of an XML document; attributes and text have their entities resolved. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text directly in the element, without that of its children. */
  readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

const COMMENT = /<!--([\s\S]*?)-->/y;
const PROLOGUE = /\s*(?:<!DOCTYPE [^>[]*>)?\s*/y;
const OPEN = /<([A-Za-z][\w.-]*)((?:\s+[\w:.-]+\s*=\s*"[^"<]*")*)\s*(\/?)>/y;
const CLOSE = /<\/([A-Za-z][\w.-]*)\s*>/y;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*"([^"<]*)"/g;
const TEXT = /[^<]+/y;

/**
 * Reads the XML that Apple's tools write, and nothing beyond it: no namespaces, no CDATA. It is as
 * strict as the parser behind codesign: a bare `&`, a `--` in a comment, an unclosed or surplus tag
 * or an attribute given twice is an error.
 *
 * @throws Error that names the line
 */
export function readXml(xml: string): XmlElement {
  let at = 0;

  function fail(reason: string): never {
    throw new Error(`line ${xml.slice(0, at).split('\n').length}: ${reason}`);
  }

  function take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = at;
    const match = pattern.exec(xml);
    at += match?.[0].length ?? 0;
    return match;
  }

  function skipComment(): boolean {
    const comment = take(COMMENT);
    if (comment?.[1]?.includes('--') || comment?.[1]?.endsWith('-')) {
      fail('a comment must not contain "--"');
    }
    return comment !== null;
  }

  function resolve(text: string): string {
    return text.replace(/&([^;\s&]*)(;?)/g, (reference, name: string, end: string) => {
      const value = end ? (ENTITIES[name] ?? numbered(name)) : undefined;
      return value ?? fail(`"${reference}" is no entity; a plain & is written &amp;`);
    });
  }

  function attributesOf(source: string): Map<string, string> {
    const attributes = new Map<string, string>();
    for (const [, name = '', value = ''] of source.matchAll(ATTRIBUTE)) {
      if (attributes.has(name)) {
        fail(`attribute ${name} is given twice`);
      }
      attributes.set(name, resolve(value));
    }
    return attributes;
  }

  function element(): XmlElement {
    const [, name = '', source = '', empty] = take(OPEN) ?? fail('here should be an element');
    const attributes = attributesOf(source);
    const children: XmlElement[] = [];
    let text = '';
    while (!empty) {
      const end = take(CLOSE);
      if (end) {
        if (end[1] !== name) {
          fail(`</${end[1]}> closes <${name}>`);
        }
        break;
      }
      const run = take(TEXT);
      if (run) {
        text += resolve(run[0]);
      } else if (!skipComment()) {
        children.push(element());
      }
    }
    return { name, attributes, children, text };
  }

  if (!/^<\?xml version="1\.0" encoding="UTF-8"\?>\r?\n/i.test(xml)) {
    fail('an XML file begins with <?xml version="1.0" encoding="UTF-8"?>');
  }
  at = xml.indexOf('\n');
  take(PROLOGUE);
  const root = element();
  if (xml.slice(at).trim() !== '') {
    fail('nothing may follow the document');
  }
  return root;
}

/** A character by its number: `#10`, `#x0A`. */
function numbered(name: string): string | undefined {
  const [, hex, digits = hex] = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name) ?? [];
  const code = digits === undefined ? -1 : Number.parseInt(digits, hex === undefined ? 10 : 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
