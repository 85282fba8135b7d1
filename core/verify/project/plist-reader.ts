import { readXml, type XmlElement } from './xml-reader.ts';

/** A property list's values. Integers are bigint, so that they differ from any other number. */
export type PlistValue = string | boolean | bigint | PlistValue[] | PlistDict;
export type PlistDict = Map<string, PlistValue>;

/**
 * Reads a property list whose root is a dict. Stricter than the parsers of npm: a key given twice
 * and an integer that is not decimal are errors, as is a type that no file of ours has.
 *
 * @throws Error that says what and, for bad XML, where
 */
export function readPlist(xml: string): PlistDict {
  const plist = readXml(xml);
  const root = plist.children[0];
  if (plist.name !== 'plist' || plist.attributes.get('version') !== '1.0') {
    throw new Error('the root must be <plist version="1.0">');
  }
  if (!xml.includes('<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN"')) {
    throw new Error('the DOCTYPE of a property list is missing');
  }
  if (plist.children.length !== 1 || root?.name !== 'dict') {
    throw new Error('a plist holds one dict');
  }
  return dictOf(root);
}

function plistValue(element: XmlElement): PlistValue {
  switch (element.name) {
    case 'true':
    case 'false':
      return element.name === 'true';
    case 'string':
      return element.text;
    case 'integer':
      return integerOf(element.text);
    case 'array':
      requireNoText(element);
      return element.children.map(plistValue);
    case 'dict':
      return dictOf(element);
    default:
      throw new Error(`<${element.name}> is no type that belongs here`);
  }
}

function integerOf(text: string): bigint {
  if (!/^(0|[1-9][0-9]*)$/.test(text)) {
    throw new Error(`<integer>${text}</integer> is not decimal`);
  }
  return BigInt(text);
}

function dictOf(dict: XmlElement): PlistDict {
  requireNoText(dict);
  const entries: PlistDict = new Map();
  for (let index = 0; index < dict.children.length; index += 2) {
    const key = dict.children[index];
    const value = dict.children[index + 1];
    if (key?.name !== 'key' || !value || value.name === 'key') {
      throw new Error(`a dict is pairs of key and value; see "${key?.text}"`);
    }
    if (entries.has(key.text)) {
      throw new Error(`the key "${key.text}" is there twice`);
    }
    entries.set(key.text, plistValue(value));
  }
  return entries;
}

function requireNoText(element: XmlElement): void {
  if (element.text.trim() !== '') {
    throw new Error(`"${element.text.trim()}" stands loose in a ${element.name}`);
  }
}
