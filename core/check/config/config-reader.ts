import type { Node } from 'jsonc-parser';
import type { JsonFile } from '../../json/json-file.ts';
import {
  jsonError,
  type Property,
  parseJson,
  positionIn,
  propertiesOf,
  shown,
  unknownKey,
} from '../../json/json-nodes.ts';
import { quote } from '../../options/quote.ts';
import { ruleIdOf, unknownRule } from '../rule-ids.ts';
import type { Config, RuleSetting } from './config.ts';

const SEVERITIES = ['off', 'info', 'warning', 'error'] as const;

/** Reads one configuration file; whatever is wrong is an error with its line. */
export class ConfigReader {
  readonly #file: JsonFile;
  readonly #ruleIds: readonly string[];

  constructor(file: JsonFile, ruleIds: readonly string[]) {
    this.#file = file;
    this.#ruleIds = ruleIds;
  }

  /**
   * @param section the key that our part stands under; null where the whole file is ours
   * @throws ProjectError with file and line
   */
  read(section: string | null): Config {
    const whole = parseJson(this.#file);
    const own = section === null ? whole : this.#section(whole, section);
    let config: Config = { file: this.#file, ignore: [], rules: new Map(), maxWarnings: null };
    for (const property of own ? propertiesOf(this.#file, own, 'the configuration') : []) {
      if (property.key === 'check') {
        config = { ...config, ...this.#check(property.value) };
      } else if (property.key !== '$schema') {
        throw unknownKey(this.#file, property, ['check']);
      }
    }
    return config;
  }

  #section(whole: Node, section: string): Node | undefined {
    const properties = propertiesOf(this.#file, whole, 'the file');
    return properties.find((property) => property.key === section)?.value;
  }

  #check(node: Node): Partial<Config> {
    const found: { -readonly [K in keyof Config]?: Config[K] } = {};
    for (const property of propertiesOf(this.#file, node, '"check"')) {
      if (property.key === 'ignore') {
        found.ignore = this.#ignore(property.value);
      } else if (property.key === 'rules') {
        found.rules = this.#rules(property.value);
      } else if (property.key === 'maxWarnings') {
        found.maxWarnings = this.#maxWarnings(property.value);
      } else {
        throw unknownKey(this.#file, property, ['ignore', 'rules', 'maxWarnings']);
      }
    }
    return found;
  }

  #ignore(node: Node): string[] {
    const wrong =
      node.type === 'array'
        ? node.children?.find((it) => it.type !== 'string' || it.value === '')
        : node;
    if (wrong) {
      throw this.#error(wrong, '"ignore"', 'patterns as in .gitignore: ["Vendor/**"]');
    }
    return (node.children ?? []).map((it) => String(it.value));
  }

  #maxWarnings(node: Node): number {
    if (!Number.isSafeInteger(node.value) || node.value < 0) {
      throw this.#error(node, '"maxWarnings"', 'a whole number, 0 or more');
    }
    return node.value;
  }

  #rules(node: Node): Map<string, RuleSetting> {
    const rules = new Map<string, RuleSetting>();
    for (const property of propertiesOf(this.#file, node, '"rules"')) {
      const id = ruleIdOf(property.key, this.#ruleIds);
      if (id === undefined || rules.has(id)) {
        const problem =
          id === undefined ? unknownRule(property.key, this.#ruleIds) : `${id} is there twice.`;
        throw jsonError(this.#file, property.keyNode.offset, problem);
      }
      rules.set(id, this.#setting(id, property));
    }
    return rules;
  }

  #setting(id: string, { value, keyNode }: Property): RuleSetting {
    const parts = value.type === 'object' ? propertiesOf(this.#file, value, id) : [];
    const stranger = parts.find(({ key }) => key !== 'severity' && key !== 'reason');
    if (stranger) {
      throw unknownKey(this.#file, stranger, ['severity', 'reason']);
    }
    const partNamed = (key: string) => parts.find((part) => part.key === key)?.value;
    const severity = this.#severity(
      id,
      value.type === 'object' ? partNamed('severity') : value,
      value,
    );
    const given = partNamed('reason');
    if (given && (given.type !== 'string' || given.value.trim() === '')) {
      throw this.#error(given, `the reason of ${id}`, 'a text');
    }
    if (severity === 'off' && !given) {
      const form = '{ "severity": "off", "reason": "…" }';
      throw jsonError(
        this.#file,
        keyNode.offset,
        `${id} is turned off without a reason; write ${quote(id)}: ${form}.`,
      );
    }
    const reason = given ? String(given.value) : null;
    return { severity, reason, ...positionIn(this.#file, keyNode.offset) };
  }

  #severity(id: string, node: Node | undefined, around: Node): RuleSetting['severity'] {
    const severity = SEVERITIES.find((it) => it === node?.value);
    if (severity === undefined) {
      throw this.#error(node ?? around, `the severity of ${id}`, SEVERITIES.join(' | '));
    }
    return severity;
  }

  #error(node: Node, name: string, allowed: string) {
    return jsonError(
      this.#file,
      node.offset,
      `${name} is ${shown(this.#file, node)}; give ${allowed}.`,
    );
  }
}
