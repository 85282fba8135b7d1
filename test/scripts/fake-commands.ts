/**
 * Stand-ins for the commands of macOS, as bodies of bash scripts. Each call is recorded; what a
 * command answers stands in files below $FAKE, which a test may change. The answers have the form
 * of the real ones, tabs and blanks included.
 */
export const fakeCommands: Readonly<Record<string, string>> = {
  uname: 'cat "$FAKE/uname"',
  csrutil: 'cat "$FAKE/csrutil"',
  open: ':',
  // Not the system's, so that no process of the machine can matter.
  pgrep: '[[ -f "$FAKE/running" ]]',
  ditto: 'cp -R "$1" "$2"',

  // plutil -extract <key path> raw -o - <file>. Most property lists here are lines of
  // "key path=value", because reading XML takes a Node each time.
  plutil: `
    if [[ "$(head -c 5 "$6")" == "<?xml" ]]; then exec "$NODE" "$READ_PLIST" "$2" "$6"; fi
    line="$(grep -F "$2=" "\${6}" | grep -E "^$2=" || true)"
    if [[ -z "$line" ]]; then echo "$6: Could not extract value"; exit 1; fi
    printf '%b\\n' "\${line#*=}"`,

  xcodebuild: `
    if [[ "$1" == -version ]]; then cat "$FAKE/xcode"; [[ -s "$FAKE/xcode" ]]; exit; fi
    [[ ! -f "$FAKE/build-fails" ]] || { echo "error: planted" >&2; exit 65; }
    while [[ "$1" != -configuration ]]; do shift; done
    "$FAKE/make-build" "$2"`,

  codesign: `
    bundle="\${@: -1}"
    case "$*" in
      *--verify*)
        [[ -d "$bundle" ]] || { echo "$bundle: No such file or directory" >&2; exit 1; }
        if grep -qx "$(basename "$bundle")" "$FAKE/badly-signed"; then
          echo "$bundle: code object is not signed at all" >&2; exit 1
        fi ;;
      *"-d --entitlements"*) cat "$FAKE/entitlements-of-\${bundle##*.}" ;;
      *-d*) cat "$FAKE/signature" >&2 ;;
    esac`,

  systemextensionsctl: `
    case "$1" in
      list) cat "$FAKE/extensions" ;;
      developer) cat "$FAKE/developer" ;;
      uninstall) [[ ! -f "$FAKE/uninstall-fails" ]] || exit 1; cp "$FAKE/extensions-later" "$FAKE/extensions" ;;
    esac`,

  ioreg: `
    case "$*" in
      *"-k IOUserClass"*) cat "$FAKE/registry-drivers" ;;
      *"-c "*) cat "$FAKE/registry-providers" ;;
    esac`,

  log: 'cat "$FAKE/log"',
};
