import type { Renderer } from '../render/renderer.ts';
import type { AddedTimerView } from '../view/template-interface.ts';
import type { Piece } from './outcome.ts';

/** Everything that a timer needs, for a person who puts it in place by hand. */
export function piecesOf(renderer: Renderer, view: AddedTimerView): Piece[] {
  const { driverClass, providerName, powerFlagsName } = view;
  const piece = (name: string, template: string, where: string): Piece => ({
    name,
    where,
    text: renderer.render(
      `${template}.ejs`,
      template === 'timer/include' ? { ...view, ending: 'iig' } : view,
    ),
  });
  return [
    piece('the include', 'timer/include', `${driverClass}.iig, behind the last include`),
    piece('the declarations', 'add/declarations', `class ${driverClass}, below public:`),
    piece('the headers', 'add/headers', `${driverClass}.cpp, beside the other includes`),
    piece('the constants', 'timer/constants', `${driverClass}.cpp, behind the includes`),
    piece('the members', 'add/ivars', `struct ${driverClass}_IVars`),
    piece(
      'the releases',
      'add/free-releases',
      'free(), before the ivars are deleted, inside a test of ivars',
    ),
    piece(
      'the start',
      'add/start-timer',
      `Start(${providerName}), as the last step before it returns success`,
    ),
    piece('the stop', 'add/stop-prologue', `Stop(${providerName}), before everything else`),
    ...(view.power
      ? [
          piece(
            'the power',
            'add/power-prologue',
            `SetPowerState(${powerFlagsName}), before everything else`,
          ),
        ]
      : []),
    piece('the methods', 'add/methods', `${driverClass}.cpp, at the end`),
  ];
}
