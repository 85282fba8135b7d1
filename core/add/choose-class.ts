import type { ClassModel } from '../dext/model.ts';
import { didYouMean } from '../did-you-mean.ts';
import { ProjectError, UsageError } from '../errors.ts';
import type { Face } from '../face.ts';
import { quote } from '../options/quote.ts';
import { positionOf } from '../source/source-file.ts';
import { driverClasses, ownClasses } from './driver-classes.ts';
import type { OpenDext } from './open-dext.ts';

/**
 * The class that the timer goes into: the one that is named, the only one, or the one that a
 * person picks.
 *
 * @param at.className the value of --class, null for none
 * @throws ProjectError where there is no such class, UsageError where nobody can be asked
 */
export async function chooseClass(at: {
  readonly dext: OpenDext;
  readonly className: string | null;
  readonly yes: boolean;
  readonly face: Face;
}): Promise<ClassModel> {
  const { dext, className, face } = at;
  const classes = driverClasses(dext);
  if (className !== null) {
    return namedClass({ dext, classes, className });
  }
  const [only, ...others] = classes;
  if (!only) {
    throw noDriver(dext);
  }
  if (others.length === 0) {
    face.note(`The driver class is ${titleOf(only)}.\n`);
    return only;
  }
  if (at.yes || !face.canAsk) {
    throw notSaid(classes);
  }
  const titles = classes.map(titleOf);
  const answer = await face.ask({
    type: 'select',
    name: 'class',
    message: 'Which class gets the timer?',
    choices: classes.map((it, index) => ({
      name: titles[index] ?? it.name,
      value: answerOf(it, classes),
      short: it.name,
    })),
  });
  const chosen = classes.find((it) => answerOf(it, classes) === answer);
  return chosen ?? namedClass({ dext, classes, className: String(answer) });
}

function namedClass(at: {
  readonly dext: OpenDext;
  readonly classes: readonly ClassModel[];
  readonly className: string;
}): ClassModel {
  const { classes, className } = at;
  const [found, ...others] = classes.filter((it) => it.name === className);
  if (found && others.length > 0) {
    const files = [found, ...others].map((it) => it.file.path).join(', ');
    throw wrongClass(
      `${className} is there more than once: ${files}. Pass --project with the folder of one.`,
    );
  }
  if (found) {
    return found;
  }
  const other = ownClasses(at.dext).find((it) => it.name === className);
  if (other) {
    throw wrongClass(
      `${titleOf(other)} is no service of DriverKit: it has no Start and Stop for a timer.`,
    );
  }
  const names = classes.map((it) => it.name);
  const near = didYouMean(className, names);
  const help = near
    ? `did you mean ${near}?`
    : names.length > 0
      ? `there is: ${names.join(', ')}.`
      : 'there is no service at all.';
  throw wrongClass(`${quote(className)} is not a driver class in the .iig files here; ${help}`);
}

function wrongClass(message: string): ProjectError {
  return new ProjectError({ code: 'no-class', flag: '--class', message: `--class: ${message}` });
}

function noDriver(dext: OpenDext): ProjectError {
  const [broken] = dext.model.files.filter((it) => it.problems.length > 0);
  const [problem] = broken?.problems ?? [];
  if (broken && problem) {
    const { line } = positionOf(broken, problem.offset);
    return new ProjectError({
      code: 'no-class',
      message: `${broken.path}:${line}: the file was not understood whole: ${problem.what}. No class in the .iig files here is a service of DriverKit.`,
    });
  }
  const [unread] = dext.notes;
  if (unread !== undefined) {
    const message = `${unread} In the other .iig files no class is a service of DriverKit.`;
    return new ProjectError({ code: 'no-class', message });
  }
  const names = ownClasses(dext).map((it) => it.name);
  const seen = names.length === 0 ? 'no class was found in them' : `there is: ${names.join(', ')}`;
  return new ProjectError({
    code: 'no-class',
    message: `No class in the .iig files here is a service of DriverKit, with Start and Stop (${seen}).`,
  });
}

function notSaid(classes: readonly ClassModel[]): UsageError {
  return new UsageError({
    code: 'no-terminal',
    flag: '--class',
    message: `There are several driver classes; give --class: ${classes.map(titleOf).join(', ')}.`,
  });
}

function titleOf(model: ClassModel): string {
  return `${model.name} (${model.file.path})`;
}

/** The name, where that says enough. */
function answerOf(model: ClassModel, among: readonly ClassModel[]): string {
  const isAlone = among.filter((it) => it.name === model.name).length === 1;
  return isAlone ? model.name : titleOf(model);
}
