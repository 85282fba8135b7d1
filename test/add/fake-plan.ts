import type { PlanAddedTimer } from '../../core/add/add-timer.ts';
import type { Insertion } from '../../core/edit/insertion.ts';

const origins = () => [{ template: 'add/methods.ejs', line: 1 }];

/**
 * Decides as little as possible, for tests of what is around it: the class gets a handler without
 * a timer, above the last brace of its `.iig` and at the end of the file that defines Stop.
 */
export const fakePlan: PlanAddedTimer = ({ model, timer }) => {
  const { name } = timer;
  const { file, node } = model;
  if (model.methods.has(name)) {
    return { kind: 'already-there', path: file.path, line: 1 };
  }
  const declaration = `    virtual void ${name}(OSAction * action, uint64_t time)\n        TYPE(IOTimerDispatchSource::TimerOccurred);\n`;
  const definition = `\nvoid ${model.name}::${name}_Impl(OSAction * action, uint64_t time)\n{\n}\n`;
  const pieces = [
    { name: 'the declaration', where: `class ${model.name}, below public:`, text: declaration },
    { name: 'nothing', where: 'nowhere', text: '\n' },
    { name: 'the handler', where: `${model.name}.cpp, at the end`, text: definition },
  ];
  const source = model.methods.get('Stop')?.definitions[0]?.file;
  if (!source) {
    const code = 'not-defined';
    const message = 'Stop is declared here and defined nowhere';
    return { kind: 'refusal', code, path: file.path, line: 7, message, pieces };
  }
  const brace = file.text.lastIndexOf('}', node.end);
  const insertions: Insertion[] = [
    { file, offset: brace, text: declaration, piece: 'the declaration', origins },
    { file: source, offset: source.text.length, text: definition, piece: 'the handler', origins },
  ];
  return {
    kind: 'planned',
    insertions,
    needsHook: false,
    pieces,
    start: 'new',
    notes: ['It is Monday.'],
  };
};
