import type { Face } from '../../face.ts';
import { type Given, isOn } from '../../options/option.ts';
import { namedOnLine, openTeam } from '../open-team.ts';
import { inventory } from './inventory.ts';
import { listAsJson } from './list-json.ts';
import { listText } from './list-text.ts';

/**
 * `templates list`: who provides what, and what has changed since it was ejected.
 *
 * @returns 0
 * @throws ProjectError where the pack cannot be opened
 */
export async function runList(at: { readonly given: Given; readonly face: Face }): Promise<number> {
  const { given, face } = at;
  const spec = given.get('templates');
  const team =
    spec === undefined ? null : openTeam({ reference: namedOnLine(spec, face.cwd), cwd: face.cwd });
  const packs = team?.packs ?? [];
  const templates = inventory(packs);
  face.print(
    isOn(given, 'json')
      ? listAsJson({ packs, templates })
      : listText({ templates, paint: face.paint.print }),
  );
  return 0;
}
