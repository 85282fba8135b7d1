import { UserError } from '../errors.ts';
import { escapeInvisible } from '../options/quote.ts';

export interface TemplateFault {
  /** Path relative to its root. */
  readonly template: string;
  /** From 1; absent where the fault is the whole template's. */
  readonly line?: number;
  /** What is wrong, and what is near to it. */
  readonly reason: string;
}

/** A template cannot be used: says where and why in one line. Exit status 1. */
export class TemplateError extends UserError {
  readonly fault: TemplateFault;

  constructor(fault: TemplateFault) {
    const where = fault.line === undefined ? fault.template : `${fault.template}:${fault.line}`;
    super({
      code: 'template',
      exitStatus: 1,
      message: escapeInvisible(`${where}: ${fault.reason}`),
    });
    this.fault = fault;
  }
}
