import type { EventOf } from '../flow/events.ts';
import type { Run } from '../flow/run.ts';
import { hasFailed } from './paths.ts';
import type { ClassAnalysis } from './subject.ts';
import { eventsOf } from './timers.ts';

/** The calls on a path that open a provider for this driver: `device->Open(this, …)`. */
export function opens(analysis: ClassAnalysis, run: Run): EventOf<'call'>[] {
  return callsForThis(analysis, run, 'Open').filter((it) => !hasFailed(run, it));
}

/** The calls on a path that close one: `device->Close(this, …)`. */
export function closes(analysis: ClassAnalysis, run: Run): EventOf<'call'>[] {
  return callsForThis(analysis, run, 'Close');
}

function callsForThis({ model }: ClassAnalysis, run: Run, method: string): EventOf<'call'>[] {
  return eventsOf(run, 'call').filter(({ callee, args: [client] }) => {
    const isThis = client?.kind === 'pointer' && client.object.type === model.name;
    return isThis && callee.endsWith(`->${method}`);
  });
}
