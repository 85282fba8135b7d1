import { styleText } from 'node:util';
import type { Severity } from '../rules/finding.ts';

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Colours a text, or leaves it alone. */
export type Paint = (style: Style, text: string) => string;

export const plain: Paint = (_style, text) => text;

/** Colour on a terminal only, and never where NO_COLOR is set or the terminal is dumb. */
export function paintFor(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): Paint {
  const colours = stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  return colours ? (style, text) => styleText(style, text, { validateStream: false }) : plain;
}

/** The colour of a severity, wherever one is shown. */
export const SEVERITY_STYLE: Readonly<Record<Severity, Style>> = {
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
};
