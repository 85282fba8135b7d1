// Writes the C++ glue of an .iig file: dispatch, actions, and the observed form of the driver.

import { isObserved, params } from './write-header.mjs';

/**
 * The glue `<Base>.iig.cpp` of one parsed and resolved .iig file.
 *
 * A stub's methods get a default body that answers kIOReturnSuccess (or fails, when a scenario lets
 * that call fail) and writes 0 through pointers to numbers. They are weak: a body in Tests/model
 * takes their place.
 *
 * @param {object} file from parseIig, its classes resolved.
 * @param {Record<string, string>} [modes] "periodic" or "one-shot" by timer handler, where known.
 * @returns {string} the glue's text, without includes
 */
export function writeGlue(file, modes = {}) {
  return file.classes.map((found) => [...classGlue(found, modes), ''].join('\n')).join('\n');
}

function classGlue(found, modes) {
  const dispatched = found.methods.filter((method) => !method.isPlain);
  return [
    `const OSMetaClass ${found.name}::metaClass = { "${found.name}", ${found.bases.length ? `&${found.base}::metaClass` : 'nullptr'} };`,
    `const OSMetaClass *${found.name}::getMetaClass() const { return &metaClass; }`,
    `kern_return_t ${found.name}::Dispatch(const IORPC rpc) { return _Dispatch(this, rpc); }`,
    `kern_return_t ${found.name}::_Dispatch(OSMetaClassBase *self, const IORPC rpc)`,
    '{',
    ...(dispatched.length
      ? [
          `    auto *object = static_cast<${found.name} *>(self);`,
          '    switch (rpc.method) {',
          ...dispatched.flatMap((method) => dispatchCase(method)),
          '    }',
        ]
      : []),
    `    return ${found.base}::_Dispatch(self, rpc);`,
    '}',
    ...dispatched.filter((method) => !method.overrides).flatMap((method) => sender(method, found)),
    ...dispatched
      .filter((method) => method.typeMethod && !method.overrides)
      .flatMap((method) => creator(method, found)),
    ...(found.isDriver
      ? observedClass(found, modes)
      : found.methods.filter(wantsDefault).flatMap((method) => defaultBody(method, found))),
  ];
}

function dispatchCase(method) {
  const args = messageMembers(method).map((name) => `message->${name}`).join(', ');
  const call = `object->${method.name}_Impl(${args})`;
  return [
    `    case ${method.name}_ID: {`,
    ...(args
      ? [`        auto *message = static_cast<${method.name}_Message *>(rpc.message);`]
      : []),
    ...(method.returns === 'void'
      ? [`        ${call};`, '        return kIOReturnSuccess;']
      : [`        return ${call};`]),
    '    }',
  ];
}

/** A message has the names of the declaration that made it, however an override calls them. */
const messageMembers = ({ introduced }) =>
  (introduced.typeMethod ?? introduced).params.map((param) => param.name);

function sender(method, found) {
  const { name, returns } = method;
  const list = [params(method), 'OSDispatchMethod supermethod'].filter(Boolean).join(', ');
  return [
    `${returns} ${found.name}::${name}(${list})`,
    '{',
    `    ${name}_Message message = { ${method.params.map((param) => param.name).join(', ')} };`,
    `    ${returns === 'void' ? '(void)' : 'return '}model::Send(this, { ${name}_ID, "${found.name}::${name}", &message }, supermethod);`,
    '}',
  ];
}

function creator(method, found) {
  const { className, name } = method.typeMethod;
  return [
    `kern_return_t ${found.name}::CreateAction${method.name}(size_t referenceSize, OSAction **action)`,
    '{',
    `    return model::CreateAction(this, { ${method.name}_ID, "${method.name}", ${className}::${name}_ID }, referenceSize, action);`,
    '}',
  ];
}

const wantsDefault = (method) => method.body === null && !(method.isPlain && method.overrides);

function defaultBody(method, found) {
  const numbers = /^(u?int(8|16|32|64)_t|bool|size_t|IOReturn|kern_return_t) ?\*$/;
  const name = method.isPlain ? method.name : `${method.name}_Impl`;
  const args = `(${method.isStatic ? 'nullptr' : 'this'}, "${found.name}::${method.name}");`;
  const isStatus = /^(kern_return_t|IOReturn)$/.test(method.returns);
  const unused = (param) => !numbers.test(param.type);
  return [
    `__attribute__((weak)) ${method.returns} ${found.name}::${name}(${params(method)})${method.isConst ? ' const' : ''}`,
    '{',
    ...method.params.map((param) =>
      unused(param) ? `    (void)${param.name};` : `    if (${param.name}) *${param.name} = 0;`,
    ),
    isStatus ? `    return model::Answer${args}` : `    model::Touch${args}`,
    ...(isStatus || method.returns === 'void' ? [] : ['    return {};']),
    '}',
  ];
}

/** The class that the model creates in place of the driver's: it reports each call of a hook. */
function observedClass(found, modes) {
  const hooks = found.methods.filter((method) => isObserved(method, found));
  const modeOf = ({ name }) =>
    `model::Timer::${{ periodic: 'kPeriodic', 'one-shot': 'kOneShot' }[modes[name]] ?? 'kUnknown'}`;
  const has = (name) => found.methods.some((method) => method.name === name);
  return [
    'namespace {',
    `class ${found.name}_Observed final : public ${found.name}`,
    '{',
    ...hooks.flatMap((method) => observedHook(method, found)),
    '};',
    '} // namespace',
    `static OSObject *${found.name}_New() { return new ${found.name}_Observed; }`,
    `static const model::Timer ${found.name}_Timers[] = {`,
    ...found.methods
      .filter((method) => method.typeMethod?.name === 'TimerOccurred')
      .map(
        (method) =>
          `    { "${method.name}", ${found.name}::${method.name}_ID, ${modeOf(method)} },`,
      ),
    '    { nullptr, 0, model::Timer::kUnknown },',
    '};',
    `extern const model::Driver model_driver_${found.name};`,
    `const model::Driver model_driver_${found.name} = {`,
    `    "${found.name}", ${found.name}_New, ${found.name}_Timers, ${has('QuiesceHardware')}, ${has('BringUpHardware')}, ${has('SetPowerState')},`,
    '};',
  ];
}

function observedHook(method, found) {
  const call = `${found.name}::${method.name}(${method.params.map((param) => param.name).join(', ')})`;
  const isStatus = /^(kern_return_t|IOReturn)$/.test(method.returns);
  const result = isStatus
    ? 'kStatus'
    : method.returns === 'void'
      ? 'kVoid'
      : method.returns === 'bool'
        ? 'kBool'
        : 'kValue';
  return [
    `    ${method.returns} ${method.name}(${params(method)})${method.isConst ? ' const' : ''} override`,
    '    {',
    `        model::Hook hook(this, "${method.name}", model::Hook::${result});`,
    ...(isStatus
      ? [
          '        if (hook.fault != kIOReturnSuccess) {',
          '            return hook.fault;',
          '        }',
        ]
      : []),
    `        return ${call};`,
    '    }',
  ];
}
