import type { ClassModel, Definition } from '../dext/model.ts';
import type { Insertion } from '../edit/insertion.ts';
import type { Renderer } from '../render/renderer.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { SyntaxNode } from '../source/syntax.ts';
import type { AddedTimerView } from '../view/template-interface.ts';
import { classPlace } from './class-place.ts';
import { IVARS_HEADERS, missingHeaders } from './headers.ts';
import { includePlaces } from './include-places.ts';
import { Inserter, type Spot } from './inserter.ts';
import { beginsLine, followsBlank } from './lines.ts';
import { placeInFree } from './place-free.ts';
import {
  beforeBrace,
  beforeDeclaration,
  beforeSection,
  beforeStatement,
  behindDeclaration,
  bodyTop,
  endOfFile,
} from './spots.ts';
import type { Survey } from './survey.ts';

const ORDER = ['init', 'free', 'Start', 'Stop'] as const;
type Lifecycle = (typeof ORDER)[number];

/** Everything that is inserted, in the order of its reading. */
export function insertionsOf(at: {
  readonly survey: Survey;
  readonly view: AddedTimerView;
  readonly renderer: Renderer;
  readonly model: ClassModel;
}): readonly Insertion[] {
  const { survey, view, renderer, model } = at;
  const { source, facts, files } = survey;
  const method = facts.style === 'IMPL' ? 'IMPL' : '_Impl';
  const inserter = new Inserter({ renderer, view, method, files });
  inClass(inserter, model);
  beforeMethods(inserter, survey, model);
  inMembers(inserter, survey);
  for (const method of ORDER) {
    if (!survey.methods[method]) {
      const title = method === 'init' || method === 'free' ? `${method}()` : method;
      inserter.add({ ...placeOf(survey, method), piece: title, template: method.toLowerCase() });
    }
  }
  inMethods(inserter, survey);
  inserter.add({ ...endOfFile(source), piece: 'the methods', template: 'methods' });
  return inserter.insertions;
}

/** The `.iig`. */
function inClass(inserter: Inserter, model: ClassModel): void {
  const { file, node } = model;
  const include = missingHeaders(file, ['DriverKit/IOTimerDispatchSource.iig']);
  inIncludes(inserter, { file, before: node, headers: include, piece: 'the include' });
  inserter.add({
    ...classPlace(model, inserter.styleOf(file)),
    piece: 'the declarations',
    template: 'declarations',
  });
}

/** Headers and constants, and the ivars struct where there is none. */
function beforeMethods(inserter: Inserter, survey: Survey, model: ClassModel): void {
  const { source, home, facts } = survey;
  const first = firstOf(survey, model);
  const { headers } = facts;
  inIncludes(inserter, { file: source, before: first, headers, piece: 'the headers' });
  const spot = first ? beforeSection(source, first) : endOfFile(source);
  inserter.add({ ...spot, piece: 'the constants', template: 'constants' });
  if (!home.struct) {
    inserter.add({ ...spot, piece: 'the ivars struct', template: 'ivars-struct' });
  }
}

function inIncludes(
  inserter: Inserter,
  at: {
    readonly file: SourceFile;
    readonly before: SyntaxNode | undefined;
    readonly headers: readonly string[];
    readonly piece: string;
  },
): void {
  const { file, before, piece } = at;
  for (const { offset, headers } of includePlaces(file, before, at.headers)) {
    inserter.add({ file, offset, piece, template: 'headers', also: { headers } });
  }
}

/** The first of the class's methods and its ivars struct in the source. */
function firstOf({ source, home }: Survey, model: ClassModel): SyntaxNode | undefined {
  const nodes = [...model.methods.values()]
    .flatMap((it) => it.definitions)
    .filter((it) => it.file === source)
    .map((it) => it.node);
  if (home.struct?.file === source && model.ivars) {
    nodes.push(topLevel(model.ivars.node));
  }
  return nodes.map(topLevel).sort((a, b) => a.start - b.start)[0];
}

function topLevel(node: SyntaxNode): SyntaxNode {
  let at = node;
  while (at.parent?.parent) {
    at = at.parent;
  }
  return at;
}

function inMembers(inserter: Inserter, { home, source }: Survey): void {
  const { struct } = home;
  if (!struct) {
    return;
  }
  const { file, body } = struct;
  if (file !== source && !file.path.endsWith('.iig')) {
    const headers = missingHeaders(file, IVARS_HEADERS);
    inIncludes(inserter, { file, before: topLevel(body), headers, piece: 'the headers' });
  }
  inserter.add({ ...beforeBrace(file, body), piece: 'the ivars', template: 'ivars' });
}

/** Behind the method that comes before it by custom, or before the one that comes after it. */
function placeOf({ methods, source }: Survey, method: Lifecycle): Spot {
  const there = (name: Lifecycle) => (methods[name]?.file === source ? methods[name] : null);
  const index = ORDER.indexOf(method);
  const previous = ORDER.slice(0, index).findLast(there);
  const next = ORDER.slice(index).find(there);
  const before = previous && there(previous);
  const after = next && there(next);
  return before
    ? behindDeclaration(source, before.node)
    : after
      ? beforeDeclaration(source, after.node)
      : endOfFile(source);
}

function inMethods(inserter: Inserter, { methods, start, init }: Survey): void {
  if (init.way === 'before return') {
    const spot = beforeStatement(init.in.file, init.exit);
    inserter.add({ ...spot, piece: 'the making of the ivars', template: 'init-ivars' });
  } else if (init.way === 'around') {
    inserter.add({ ...around(init.in), piece: 'the new init()', template: 'init-around' });
  }
  if (methods.free) {
    const { isGuarded, deletes, ...spot } = placeInFree(methods.free);
    const template = isGuarded ? 'free-releases' : 'free-guarded';
    // Where we make the ivars, nobody else deletes them.
    const also = { deletes: init.way !== 'as it is' && !deletes };
    inserter.add({ ...spot, piece: 'the releases', template, also });
  }
  if (start.way !== 'new') {
    const also = { providerName: start.in.params[0]?.name };
    if (start.way === 'before return') {
      const spot = beforeStatement(start.in.file, start.exit);
      const isApart = followsBlank(start.in.file, spot.offset);
      const shape = (text: string) => (isApart ? `${text}\n` : text);
      inserter.add({ ...spot, shape, piece: 'the start', template: 'start-timer', also });
    } else {
      inserter.add({ ...around(start.in), piece: 'the new Start', template: 'start-around', also });
    }
  }
  if (methods.Stop) {
    const also = { providerName: methods.Stop.params[0]?.name };
    inserter.add({ ...bodyTop(methods.Stop), piece: 'the stop', template: 'stop-prologue', also });
  }
  if (methods.SetPowerState) {
    const also = { powerFlagsName: methods.SetPowerState.params[0]?.name };
    const spot = bodyTop(methods.SetPowerState);
    inserter.add({ ...spot, piece: 'the power', template: 'power-prologue', also });
  }
}

/** Between a head and its body: a new body, and a new head for the old one. */
function around({ file, body }: Definition): Spot {
  const behind = beginsLine(file, body.start) ? '\n' : ' ';
  return {
    file,
    offset: body.start,
    shape: (text) => text.slice(text.indexOf('{'), text.lastIndexOf('{')).trimEnd() + behind,
  };
}
