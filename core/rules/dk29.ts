import type { Param } from '../dext/model.ts';
import type { Site } from '../flow/events.ts';
import { lampDriver } from './example-driver.ts';
import type { Finding } from './finding.ts';
import { type HandlerDeclaration, handlerDeclarations, siteIn } from './handler-declarations.ts';
import { report } from './report.ts';
import type { Example, Rule } from './rule.ts';

/** Numbers that are no uint64_t; of names that we do not know we say nothing. */
const OTHER_NUMBERS =
  /^(?:std::)?(?:u?int(?:8|16|32)_t|U?Int(?:8|16|32)|S?Int(?:8|16|32)|unsigned(?: int)?|int|(?:unsigned )?(?:short|char)|bool|float|double)$/;

export const dk29: Rule = {
  id: 'DK29',
  title: 'a timer handler is declared and implemented as iig wants it',
  severity: 'error',
  detects:
    'A method with TYPE(IOTimerDispatchSource::TimerOccurred) that is not virtual, whose parameters are other ones than (OSAction *, uint64_t), or that is implemented under its own name in place of its _Impl. A handler without an implementation in view is left alone: it may be in another file.',
  why: 'iig writes the method itself, which sends the message on, and calls the implementation as <name>_Impl with the parameters of TimerOccurred. What is declared in another way does not build, or is called with arguments that it does not expect.',
  evidence:
    'TimerOccurred in IOTimerDispatchSource.iig; OSObject.iig of XNU for IMPL, which stands for Class::Method_Impl.',
  fix: 'Declare it as virtual void X(OSAction *action, uint64_t time) TYPE(IOTimerDispatchSource::TimerOccurred); and implement X_Impl.',
  bad: withPlainHandler(
    lampDriver({
      tickDeclaration:
        '    void Blink(OSAction *action, uint64_t time) TYPE(IOTimerDispatchSource::TimerOccurred); // DK29',
    }),
  ),
  good: lampDriver(),
  check(subject): Finding[] {
    return handlerDeclarations(subject).flatMap((it) => [...declared(it), ...implemented(it)]);
  },
};

function withPlainHandler(example: Example): Example {
  const code = example['LampDriver.cpp'] ?? '';
  const plain = code.replace(/Blink_Impl\((.*)\)$/m, 'Blink($1) // DK29');
  return { ...example, 'LampDriver.cpp': plain };
}

function declared({ model, method, declaration }: HandlerDeclaration): Finding[] {
  const site = siteIn(model, declaration, method.name);
  const found: Finding[] = [];
  if (!declaration.isVirtual) {
    found.push(
      finding(
        site,
        `iig dispatches virtual methods only: ${method.name} is not one, so the timer cannot call it.`,
        `Declare ${method.name} virtual.`,
      ),
    );
  }
  if (!isAsTimerOccurred(declaration.params)) {
    found.push(
      finding(
        site,
        `A timer calls its handler with an OSAction pointer and a uint64_t; ${method.name} is declared with something else.`,
        `Give ${method.name} the parameters (OSAction *action, uint64_t time).`,
      ),
    );
  }
  return found;
}

function isAsTimerOccurred(params: readonly Param[]): boolean {
  const [action, time] = params;
  return (
    params.length === 2 &&
    action?.type.isPointer === true &&
    /^(?:OSAction|OSAction_\w+)$/.test(action.type.name) &&
    time !== undefined &&
    !time.type.isPointer &&
    !OTHER_NUMBERS.test(time.type.name)
  );
}

/** A second implementation in another style is the one that counts; a lone plain one is not. */
function implemented({ model, method }: HandlerDeclaration): Finding[] {
  const { definitions } = method;
  return definitions.every((it) => it.style === 'plain')
    ? definitions.map((it) =>
        finding(
          siteIn(model, it, method.name),
          `iig writes ${model.name}::${method.name} itself and calls ${method.name}_Impl, which is missing: this does not link.`,
          `Name the implementation ${model.name}::${method.name}_Impl.`,
        ),
      )
    : [];
}

function finding(site: Site, message: string, advice: string): Finding {
  return report({ rule: 'DK29', severity: 'error', site, message, advice });
}
