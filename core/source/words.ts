/**
 * What headers of DriverKit put before and behind declarations, and only there. `IIG_` may stand
 * before each; Apple's `OSObject.iig` defines them.
 */
export const IIG_WORDS: ReadonlySet<string> = new Set(
  (
    'KERNEL NATIVE LOCAL LOCALONLY REMOTE LOCALHOST INVOKEREPLY REPLY PORTMAKESEND PORTCOPYSEND ' +
    'TARGET SERIALIZABLE INTERFACE'
  ).split(' '),
);

/** The same, with an argument. */
export const IIG_CALLS: ReadonlySet<string> = new Set(['TYPE', 'QUEUENAME', 'EXTENDS', 'ARRAY']);

/** Words of compilers and of the SDK that may stand anywhere in a declaration and mean no code. */
export const ATTRIBUTE_WORDS: ReadonlySet<string> = new Set(
  (
    '__block __weak __strong __unsafe_unretained __autoreleasing __unused __used __packed ' +
    '__exported __deprecated __dead2 __pure2 __private_extern__ __kernel_ptr_semantics ' +
    '_Nullable _Nonnull _Null_unspecified _Nullable_result __nullable __nonnull ' +
    '__BEGIN_DECLS __END_DECLS __result_use_check __warn_unused_result __extension__ ' +
    'APPLE_KEXT_OVERRIDE APPLE_KEXT_COMPATIBILITY WARN_UNUSED_RESULT OS_ALWAYS_INLINE ' +
    'OS_NOINLINE OS_EXPORT OS_WARN_RESULT OS_RETURNS_RETAINED OS_RETURNS_NOT_RETAINED ' +
    'OS_CONSUMED LIBKERN_RETURNS_RETAINED LIBKERN_RETURNS_NOT_RETAINED LIBKERN_CONSUMED ' +
    'CF_RETURNS_RETAINED CF_CONSUMED NS_ASSUME_NONNULL_BEGIN NS_ASSUME_NONNULL_END ' +
    'CF_ASSUME_NONNULL_BEGIN CF_ASSUME_NONNULL_END OS_ASSUME_NONNULL_BEGIN ' +
    'OS_ASSUME_NONNULL_END __header_always_inline __no_sanitize'
  ).split(' '),
);

/** The same, always with arguments: `__attribute__((unused))`, `API_AVAILABLE(driverkit(21))`. */
export const ATTRIBUTE_CALLS =
  /^(?:__attribute__|__attribute|__declspec|__printflike|__scanflike|__aligned|__deprecated_msg|__counted_by|__sized_by|__OS[XL]_(?:AVAILABLE|DEPRECATED)\w*|__API_\w+|(?:API|SPI)_(?:AVAILABLE|UNAVAILABLE|DEPRECATED)\w*|__swift_\w+|OS_SWIFT_\w+|CF_SWIFT_\w+|_Pragma|__pragma)$/;

/** Words that may stand between a declarator and a word of DriverKit's. */
export const TRAILING_SPECIFIERS: ReadonlySet<string> = new Set([
  'override',
  'final',
  'const',
  'volatile',
  'noexcept',
]);

/** Words of the language that no declared name is. */
export const TYPE_WORDS: ReadonlySet<string> = new Set(
  (
    'void bool char short int long float double signed unsigned auto const volatile struct class ' +
    'union enum typename return'
  ).split(' '),
);
