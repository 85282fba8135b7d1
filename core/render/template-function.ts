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

/** Makes a function of a template's code. */
export function templateFunction(code: string): TemplateFunction {
  return new Function(...PARAMETERS, code) as TemplateFunction;
}

/** Remembers each template that `make` has made ready. */
export function madeOnce(
  make: (template: string) => TemplateFunction | undefined,
): (template: string) => TemplateFunction | undefined {
  const ready = new Map<string, TemplateFunction>();
  return (template) => {
    const found = ready.get(template) ?? make(template);
    if (found) {
      ready.set(template, found);
    }
    return found;
  };
}
