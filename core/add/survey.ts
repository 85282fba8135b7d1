import type { ClassModel, Definition } from '../dext/model.ts';
import { dk46 } from '../rules/dk46.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { SyntaxNode } from '../source/syntax.ts';
import type { AddedTimerFacts } from '../view/added-timer-view.ts';
import { checkClass } from './check-class.ts';
import { checkQueues, checkStop } from './check-stop.ts';
import { missingHeaders, TIMER_HEADERS } from './headers.ts';
import { noHookFor, timerElsewhere } from './hook.ts';
import { type IvarsHome, ivarsHome } from './ivars-home.ts';
import { type Life, lifeOf } from './life.ts';
import { type LifecycleMethods, lifecycleMethods } from './lifecycle-methods.ts';
import { logMacroOf } from './log-macro.ts';
import { successOfInit } from './place-init.ts';
import type { TimerToAdd } from './plan-added-timer.ts';
import { Refused } from './refused.ts';
import { sourceOf } from './source-of.ts';
import { successExit } from './success-exit.ts';
import { checkNames, filesOfClass, nameOfKeptBody } from './taken-names.ts';

/** What is known of a class that can have a timer. */
export interface Survey {
  readonly facts: AddedTimerFacts;
  readonly methods: LifecycleMethods;
  /** Where new methods go. */
  readonly source: SourceFile;
  readonly home: IvarsHome;
  readonly start:
    | { readonly way: 'before return'; readonly exit: SyntaxNode; readonly in: Definition }
    | { readonly way: 'around'; readonly in: Definition }
    | { readonly way: 'new' };
  readonly init:
    | { readonly way: 'as it is' | 'new' }
    | { readonly way: 'before return'; readonly exit: SyntaxNode; readonly in: Definition }
    | { readonly way: 'around'; readonly in: Definition };
  readonly notes: readonly string[];
  /** The files that the class is in, and those that they include. */
  readonly files: readonly SourceFile[];
}

/** The declarations of the methods that a service with a timer has to have. */
const DECLARED = {
  init: 'bool init()',
  free: 'void free()',
  Start: 'kern_return_t Start(IOService *provider)',
  Stop: 'kern_return_t Stop(IOService *provider)',
} as const;

/**
 * Looks at everything that decides where a timer's pieces go.
 *
 * @throws Refused
 */
export function surveyClass(at: TimerToAdd): Survey {
  const { dext, model, timer } = at;
  checkClass(model);
  const methods = lifecycleMethods(model);
  const source = sourceOf({ dext, model, methods });
  checkUnderstood(model, methods, source);
  const home = ivarsHome({ dext, model, methods });
  const named = { dext, model, source, timer: timer.name };
  checkNames(named);
  checkQueues(model);
  const life = lifeOf(at);
  if (methods.Stop) {
    checkStop(life, methods.Stop);
  }
  const start = startOf(life, methods);
  const init = initOf(methods, home);
  const hasHook = model.methods.has('QuiesceHardware');
  const elsewhere = hasHook ? undefined : timerElsewhere(life);
  const missing = (Object.keys(DECLARED) as (keyof typeof DECLARED)[]).filter((it) => !methods[it]);
  return {
    facts: {
      className: model.name,
      timer,
      style: spellingOf(methods.Stop ?? methods.Start),
      hasPower: methods.SetPowerState !== null,
      needsHook: !hasHook && !elsewhere,
      logMacro: logMacroOf(source),
      namesNoRule: !/\bDK(?:nn|\d\d)\b/.test(source.text),
      hasOwnStop: !methods.Stop,
      isMadeByNew: home.made?.byNew ?? false,
      missing: missing.map((it) => DECLARED[it]),
      startBefore: start.way === 'around' ? nameOfKeptBody(named, 'Start') : null,
      initBefore: init.way === 'around' ? nameOfKeptBody(named, 'init') : null,
      headers: missingHeaders(source, TIMER_HEADERS),
    },
    methods,
    source,
    home,
    start,
    init,
    files: filesOfClass(dext, model, source),
    notes: [
      ...dk46.check(life.subject).map((it) => `${it.path}:${it.line}: ${it.message} (DK46)`),
      ...(elsewhere ? [noHookFor(elsewhere)] : []),
    ],
  };
}

function startOf(life: Life, { Start }: LifecycleMethods): Survey['start'] {
  if (!Start) {
    return { way: 'new' };
  }
  const exit = successExit(life, Start);
  return exit ? { way: 'before return', exit, in: Start } : { way: 'around', in: Start };
}

function initOf({ init }: LifecycleMethods, { made }: IvarsHome): Survey['init'] {
  if (!init) {
    return { way: 'new' };
  }
  if (made) {
    return { way: 'as it is' };
  }
  const exit = successOfInit(init);
  return exit ? { way: 'before return', exit, in: init } : { way: 'around', in: init };
}

/** @throws Refused where the grammar lost its way in a file that matters */
function checkUnderstood(model: ClassModel, methods: LifecycleMethods, source: SourceFile): void {
  const files = [
    model.file,
    source,
    ...Object.values(methods).flatMap((it: Definition | null) => it?.file ?? []),
    ...(model.ivars ? [model.ivars.file] : []),
  ];
  for (const file of files) {
    const [problem] = file.problems;
    if (problem) {
      throw new Refused({
        file,
        offset: problem.offset,
        code: 'not-understood',
        message: `the file was not understood whole: ${problem.what}`,
      });
    }
  }
}

function spellingOf(method: Definition | null): AddedTimerFacts['style'] {
  if (!method || method.style === 'IMPL') {
    return method ? 'IMPL' : '_Impl';
  }
  const head = method.file.text.slice(method.node.start, method.body.start);
  return /\(\s*\w+_Args\s*\)/.test(head) ? 'args macro' : '_Impl';
}
