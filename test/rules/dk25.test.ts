import { describe, it } from 'vitest';
import { expectFound, expectSilence } from '../support/one-rule.ts';
import { pumpDriver } from '../support/pump-driver.ts';

const stroke = (body: string) => `\
void IMPL(PumpService, StrokeDue)
{
    if (mHalted) {
        return;
    }
${body}
    mClock->WakeAtTime(kIOTimerClockUptimeRaw, ivars->nextStroke, kSlackNs);MARK
}`;

const driver = (body: string, mark = '') =>
  pumpDriver({
    members: '    uint64_t firstStroke;\n    uint64_t strokes;',
    prepare: '        ivars->firstStroke = clock_gettime_nsec_np(CLOCK_UPTIME_RAW);',
    stroke: stroke(body).replace('MARK', mark),
  });

describe('DK25', () => {
  it.each([
    ['a sum', '    ivars->nextStroke = ivars->nextStroke + kStrokeNs;'],
    [
      'a count from the begin',
      '    ivars->strokes++;\n    ivars->nextStroke = ivars->firstStroke + ivars->strokes * kStrokeNs;',
    ],
    [
      'a test of something else',
      '    ivars->nextStroke += kStrokeNs;\n    if (ivars->strokes < 5) ivars->strokes++;',
    ],
  ])('finds %s', async (_what, body) => {
    await expectFound(driver(body, ' // DK25'), 'DK25', 'warning');
  });

  it.each([
    [
      'a loop',
      '    while (ivars->nextStroke <= clock_gettime_nsec_np(CLOCK_UPTIME_RAW)) ivars->nextStroke += kStrokeNs;',
    ],
    [
      'the time of the handler',
      '    ivars->nextStroke += kStrokeNs;\n    if (when >= ivars->nextStroke) ivars->nextStroke = when + kStrokeNs;',
    ],
    [
      'a difference',
      '    ivars->nextStroke += kStrokeNs;\n    if ((int64_t)(ivars->nextStroke - clock_gettime_nsec_np(CLOCK_UPTIME_RAW)) < 0) ivars->nextStroke += kStrokeNs;',
    ],
    [
      'a clock of their own',
      '    ivars->nextStroke += kStrokeNs;\n    if (ivars->nextStroke < PumpNow()) ivars->nextStroke = PumpNow();',
    ],
    [
      'std::max',
      '    ivars->nextStroke = std::max(ivars->nextStroke + kStrokeNs, clock_gettime_nsec_np(CLOCK_UPTIME_RAW));',
    ],
    [
      'arithmetic',
      '    ivars->nextStroke += ((clock_gettime_nsec_np(CLOCK_UPTIME_RAW) - ivars->nextStroke) / kStrokeNs + 1) * kStrokeNs;',
    ],
    ['now', '    ivars->nextStroke = clock_gettime_nsec_np(CLOCK_UPTIME_RAW) + kStrokeNs;'],
  ])('is silent on %s', async (_what, body) => {
    await expectSilence(driver(body), 'DK25');
  });
});
