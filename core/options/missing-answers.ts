import { UsageError } from '../errors.ts';
import { labelOf } from './option.ts';

/** An option as far as the list of missing answers needs it. */
type Missing = Parameters<typeof labelOf>[0] & { readonly allowed: string };

/**
 * The one error for all answers that are missing: names each flag with what it allows.
 *
 * @param of.reason `no-terminal`: nobody can be asked; `no-default`: --yes was given, but these
 *   values cannot be invented
 */
export function missingAnswersError(of: {
  readonly missing: readonly Missing[];
  readonly reason: 'no-terminal' | 'no-default';
}): UsageError {
  const wanted = listed(of.missing.map(withWhatIsAllowed));
  const message =
    of.reason === 'no-terminal'
      ? `There is no terminal to ask on; give ${wanted}, or --yes for the defaults.`
      : `Missing even with --yes, for want of a default: ${wanted}.`;
  const code = of.reason === 'no-terminal' ? 'no-terminal' : 'usage';
  const [first] = of.missing;
  return new UsageError({ code, message, flag: first && labelOf(first) });
}

function withWhatIsAllowed(option: Missing): string {
  // A switch is its own explanation: --power or --no-power.
  return option.kind === 'switch' ? option.allowed : `${labelOf(option)} (${option.allowed})`;
}

function listed(items: readonly string[]): string {
  return items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}
