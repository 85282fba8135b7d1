// Writes the C++ header of an .iig file.

/**
 * The header `<Base>.h` of one parsed and resolved .iig file.
 *
 * Each dispatched method M becomes M (which sends a message to the object), M_Impl (the body) and
 * M_ID. In the driver's own classes LOCALONLY methods are virtual, so that the model can stand
 * between a call and the body: that is how it sees the hooks, in standard C++ and without a change
 * to the driver's source (see write-glue.mjs).
 *
 * @param {object} file from parseIig, its classes resolved.
 * @returns {string} the header's text
 */
export function writeHeader(file) {
  const text = file.pieces
    .map((piece) => (typeof piece === 'string' ? copied(piece) : writeClass(piece)))
    .join('');
  const guard = `MODEL_IIG_${file.path.split('/').slice(-2).join('_').replace(/\W/g, '_')}`;
  return `// Made by Tests/iig.mjs from ${file.path}.\n#ifndef ${guard}\n#define ${guard}\n#line 1 "${file.path}"\n${text}\n#endif\n`;
}

const copied = (text) =>
  text.replace(/^(\s*#\s*(?:include|import)\s*[<"][^>"]*)\.iig([>"])/gm, '$1.h$2');

function writeClass(found) {
  const dispatched = found.methods.filter((method) => !method.isPlain);
  return [
    `struct ${found.name}_IVars;`,
    ...dispatched.map((method) => `#define ${found.name}_${method.name}_Args ${params(method)}`),
    `class ${found.name} : public ${found.base}`,
    '{',
    'public:',
    `    using super = ${found.base};`,
    '    static const OSMetaClass metaClass;',
    '    const OSMetaClass *getMetaClass() const override;',
    '    static kern_return_t _Dispatch(OSMetaClassBase *self, const IORPC rpc);',
    '    kern_return_t Dispatch(const IORPC rpc) override;',
    ...found.members.flatMap((member) => (member.name ? declare(member, found) : [member.raw])),
    `#ifdef ${found.name}_DECLARE_IVARS`,
    `    ${found.name}_DECLARE_IVARS`,
    '#else',
    `    ${found.name}_IVars *ivars;`,
    '#endif',
    '};',
    '',
  ].join('\n');
}

function declare(method, found) {
  const at = `#line ${method.line} "${found.path}"`;
  const { name, returns } = method;
  const isConst = method.isConst ? ' const' : '';
  if (method.isPlain) {
    const isVirtual = method.isVirtual || isObserved(method, found) ? 'virtual ' : '';
    const isStatic = method.isStatic ? 'static ' : '';
    const override = method.overrides ? ' override' : '';
    const prefix = method.overrides ? '' : isStatic || isVirtual;
    const rest = method.body ?? ';';
    return [
      at,
      `    ${prefix}${returns} ${name}(${params(method, true)})${isConst}${override}${rest}`,
    ];
  }
  const body = [at, `    ${returns} ${name}_Impl(${params(method)});`];
  if (method.overrides) return body;
  const message = method.typeMethod
    ? `    using ${name}_Message = ${method.typeMethod.className}::${method.typeMethod.name}_Message;`
    : `    struct ${name}_Message { ${method.params.map((param) => `${param.declared};`).join(' ')} };`;
  const create = `    kern_return_t CreateAction${name}(size_t referenceSize, OSAction **action);`;
  return [
    ...body,
    message,
    `    static constexpr OSMethodID ${name}_ID = ${methodId(found.name, name)};`,
    `    ${returns} ${name}(${[params(method, true), 'OSDispatchMethod supermethod = nullptr'].filter(Boolean).join(', ')});`,
    ...(method.typeMethod ? [create] : []),
  ];
}

/** Whether the model stands between calls of this method and its body. */
export function isObserved(method, found) {
  return (
    found.isDriver && method.isLocalOnly && method.isPlain && !method.isStatic && !method.overrides
  );
}

/** The parameters as a declaration lists them, with default values where asked for. */
export function params(method, withDefaults = false) {
  return method.params
    .map((param) =>
      withDefaults && param.value ? `${param.declared} = ${param.value}` : param.declared,
    )
    .join(', ');
}

/** A number for a method that no other method has: a 64-bit FNV-1a hash of its full name. */
function methodId(className, name) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(`${className}::${name}`)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return `0x${hash.toString(16)}ull`;
}
