import type { Face } from '../../core/face.ts';
import { parseCommandLine } from '../../core/options/command-line.ts';
import { templatesAs } from '../../core/packs/templates-as.ts';

/** `dext-timer templates`: list, eject or check. */
export function runTemplates(args: readonly string[], face: Face): Promise<number> {
  return templatesAs({ as: 'command', args, read: parseCommandLine, face });
}
