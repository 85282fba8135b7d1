import type { Renderer } from '../../render/renderer.ts';
import type { SourceParser } from '../../source/parse.ts';
import type { TeamTemplates } from '../team-templates.ts';
import type { DriverJudge } from './driver-judge.ts';
import type { Findings } from './findings.ts';
import type { PlaceFinder } from './place-of.ts';

/** What every part of a check of a pack works with. */
export interface Trial {
  readonly team: TeamTemplates;
  /** The pack as it was named. */
  readonly spec: string;
  readonly renderer: Renderer;
  readonly parser: SourceParser;
  readonly judge: DriverJudge;
  readonly placeOf: PlaceFinder;
  readonly findings: Findings;
}
