#!/usr/bin/env bash
# Signs a build ad hoc, with the development entitlements. Such a driver loads with SIP off only.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

usage() {
    cat <<'END'
Usage: scripts/sign-adhoc.sh [Debug|Release]

Signs what scripts/build.sh built: the driver first, then the app around it.
END
}

case "${1:-}" in
    -h | --help) usage; exit 0 ;;
esac
[[ $# -le 1 ]] || die_usage "\"$2\" is one argument too many"
config="$(configuration "${1:-}")"

need_macos
app="$(built_app "$config")"
dext="$(dext_in "$app")"
[[ -d "$app" ]] || die "there is no $config build yet. Run: scripts/build.sh $config"
[[ -d "$dext" ]] || die "the app holds no \"$(basename "$dext")\". Does PRODUCT_BUNDLE_IDENTIFIER in Config/Driver.xcconfig fit the build? Run: scripts/build.sh $config"

sign() {
    codesign --force --sign - --timestamp=none --entitlements "$1" "$2"
}

# The app's signature seals the driver in it: the other way round it would be broken at once.
sign "$ROOT/Driver/Driver.entitlements" "$dext"
sign "$ROOT/App/App.entitlements" "$app"
codesign --verify --strict "$dext"
codesign --verify --strict "$app"
printf 'Signed ad hoc: %s\n' "$app"
