/** A template that is ready to run. */
export type TemplateFunction = (
  scope: { readonly it: object; readonly include: Include },
  /** Turns the value of `<%= %>` into text. */
  escapeFn: (value: unknown) => string,
  /** Is told the line that was running when an error arose, and throws. */
  rethrow: (error: unknown, line: number) => never,
) => string;

export type Include = (partial: string, extra?: object) => string;

const PARAMETERS = ['scope', 'escapeFn', 'rethrow'] as const;

/**
 * Makes functions of templates' code, of each once.
 *
 * @param codeOf gives the body of a TemplateFunction, or undefined where there is no such template
 */
export function compiledOnce(
  codeOf: (template: string) => string | undefined,
): (template: string) => TemplateFunction | undefined {
  const functions = new Map<string, TemplateFunction>();
  return (template) => {
    const known = functions.get(template);
    const code = known ? undefined : codeOf(template);
    if (code === undefined) {
      return known;
    }
    const compiled = new Function(...PARAMETERS, code) as TemplateFunction;
    functions.set(template, compiled);
    return compiled;
  };
}
