/**
 * Drivers as other people write them, from parts: each dimension in which real ones differ is a
 * parameter. What a test does not name is as in most of them.
 */

export interface Parts {
  /** How Start and Stop are spelled. */
  readonly style?: 'IMPL' | '_Impl' | 'args-macro';
  readonly indent?: string;
  readonly lineEnd?: string;
  readonly finalNewline?: boolean;
  /** Methods that the class leaves out. */
  readonly without?: readonly ('init' | 'free' | 'Start' | 'Stop' | 'ivars')[];
  readonly base?: string;
  /** How Start ends, behind super Start and what it brings up. */
  readonly exits?: 'last' | 'shared' | 'goto' | 'tail call';
  readonly ivars?: 'source' | 'empty' | 'header' | 'iig' | 'macro' | 'new';
  readonly stop?: string;
  readonly power?: boolean;
  /** Behind everything else in the class. */
  readonly tail?: string;
  /** Behind everything else in the source. */
  readonly more?: string;
}

export const NAME = 'ValveDriver';

/** The files of a driver, by path. */
export function driver(parts: Parts = {}): Record<string, string> {
  const files = {
    [`${NAME}.iig`]: iig(parts),
    [`${NAME}.cpp`]: source(parts),
    ...(parts.ivars === 'header' || parts.ivars === 'macro'
      ? { 'ValveState.h': `#pragma once\n\n${header(parts)}` }
      : {}),
  };
  const { indent = '    ', lineEnd = '\n', finalNewline = true } = parts;
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      (finalNewline ? text : text.trimEnd())
        .replace(/^(?: {4})+/gm, (it) => indent.repeat(it.length / 4))
        .replaceAll('\n', lineEnd),
    ]),
  );
}

function iig({ without = [], base = 'IOService', ivars, power, tail = '' }: Parts): string {
  const lines = [
    without.includes('init') ? '' : '    virtual bool init() override;\n',
    without.includes('free') ? '' : '    virtual void free() override;\n',
    without.includes('Start')
      ? ''
      : '    virtual kern_return_t Start(IOService *provider) override;\n',
    without.includes('Stop')
      ? ''
      : '    virtual kern_return_t Stop(IOService *provider) override;\n',
    power ? '    virtual kern_return_t SetPowerState(uint32_t powerFlags) override;\n' : '',
  ];
  const header = base === 'IOService' ? '' : `#include <HIDDriverKit/${base}.iig>\n`;
  const struct = ivars === 'iig' ? `${STRUCT}\n` : '';
  return `#ifndef ${NAME}_h
#define ${NAME}_h

#include <Availability.h>
#include <DriverKit/IOService.iig>
${header}
${struct}class ${NAME} : public ${base}
{
public:
${lines.join('')}    void ShutValve() LOCALONLY;
${tail}};

#endif
`;
}

const STRUCT = `struct ${NAME}_IVars
{
    bool open;
    uint32_t turns;
};
`;

function header({ ivars }: Parts): string {
  return ivars === 'macro'
    ? `#define VALVE_IVARS bool open; uint32_t turns;\n\nstruct ${NAME}_IVars\n{\n    VALVE_IVARS\n};\n`
    : `#include <DriverKit/IOService.h>\n\n${STRUCT}`;
}

function source(parts: Parts): string {
  const { without = [], ivars = 'source', more = '' } = parts;
  const hasIvars = !without.includes('ivars');
  const inHeader = ivars === 'header' || ivars === 'macro';
  const struct =
    !hasIvars || inHeader || ivars === 'iig'
      ? ''
      : ivars === 'empty'
        ? `struct ${NAME}_IVars {};\n\n`
        : `${STRUCT}\n`;
  const made = ivars === 'new' ? `new ${NAME}_IVars` : `IONewZero(${NAME}_IVars, 1)`;
  const init = hasIvars
    ? `    ivars = ${made};\n    if (!ivars) {\n        return false;\n    }\n`
    : '';
  const deleted = !hasIvars
    ? ''
    : ivars === 'new'
      ? '    delete ivars;\n'
      : `    IOSafeDeleteNULL(ivars, ${NAME}_IVars, 1);\n`;
  return [
    `#include <os/log.h>\n#include <DriverKit/DriverKit.h>\n\n#include "${NAME}.h"\n`,
    inHeader ? '#include "ValveState.h"\n' : '',
    `\n${struct}`,
    without.includes('init')
      ? ''
      : `bool ${NAME}::init()\n{\n    if (!super::init()) {\n        return false;\n    }\n${init}    return true;\n}\n\n`,
    without.includes('free') ? '' : `void ${NAME}::free()\n{\n${deleted}    super::free();\n}\n\n`,
    without.includes('Start') ? '' : start(parts),
    without.includes('Stop') ? '' : stop(parts),
    parts.power
      ? `kern_return_t ${head(parts, 'SetPowerState', 'uint32_t powerFlags')}\n{\n    return SetPowerState(powerFlags, SUPERDISPATCH);\n}\n\n`
      : '',
    `void ${NAME}::ShutValve()\n{\n}\n${more}`,
  ].join('');
}

function head({ style }: Parts, method: string, params: string): string {
  return style === 'IMPL'
    ? `IMPL(${NAME}, ${method})`
    : style === 'args-macro'
      ? `${NAME}::${method}_Impl(${NAME}_${method}_Args)`
      : `${NAME}::${method}_Impl(${params})`;
}

function start(parts: Parts): string {
  const { exits = 'last' } = parts;
  const begin = '    kern_return_t ret = Start(provider, SUPERDISPATCH);\n';
  const body = {
    last: `${begin}    if (ret != kIOReturnSuccess) {
        (void)Stop_Impl(provider);
        return ret;
    }
    ret = RegisterService();
    if (ret != kIOReturnSuccess) {
        (void)Stop_Impl(provider);
        return ret;
    }

    return kIOReturnSuccess;
`,
    shared: `${begin}    if (ret == kIOReturnSuccess) {
        ret = RegisterService();
    }
    if (ret != kIOReturnSuccess) {
        (void)Stop_Impl(provider);
    }
    return ret;
`,
    goto: `${begin}    if (ret != kIOReturnSuccess) goto Exit;
    ret = RegisterService();
    if (ret != kIOReturnSuccess) goto Exit;
    return ret;

Exit:
    (void)Stop_Impl(provider);
    return ret;
`,
    'tail call': `${begin}    if (ret != kIOReturnSuccess) {
        (void)Stop_Impl(provider);
        return ret;
    }
    return RegisterService();
`,
  }[exits];
  return `kern_return_t ${head(parts, 'Start', 'IOService *provider')}\n{\n${body}}\n\n`;
}

function stop(parts: Parts): string {
  const body = parts.stop ?? '    ShutValve();\n    return Stop(provider, SUPERDISPATCH);\n';
  return `kern_return_t ${head(parts, 'Stop', 'IOService *provider')}\n{\n${body}}\n\n`;
}
