#!/usr/bin/env bash
# Builds the app with the driver inside and signs both ad hoc: no Apple account needed.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

usage() {
    cat <<'END'
Usage: scripts/build.sh [Debug|Release] [--no-sign]

Builds without a signature, then signs ad hoc with scripts/sign-adhoc.sh.
  Debug, Release   the configuration (Debug)
  --no-sign        leave the result unsigned, for a signature of your own
END
}

sign=yes
wanted=''
for argument in "$@"; do
    case "$argument" in
        -h | --help) usage; exit 0 ;;
        --no-sign) sign=no ;;
        -*) die_usage "\"$argument\" is no option" ;;
        *) [[ -z "$wanted" ]] || die_usage "\"$argument\" is one argument too many"
            wanted="$argument" ;;
    esac
done
config="$(configuration "$wanted")"

need_macos
xcode="$(xcodebuild -version 2>/dev/null | head -n 1 || true)"
case "$xcode" in
    Xcode\ [0-9]*) ;;
    *) die "Xcode is missing or not selected. Install it, then: sudo xcode-select -s /Applications/Xcode.app" ;;
esac
major="${xcode#Xcode }"
major="${major%%.*}"
# The project lists folders instead of files (objectVersion 77), which older ones cannot read.
[[ "$major" -ge 16 ]] || die "$xcode is too old: this project needs Xcode 16 or newer."

# Signing is switched off because an ad-hoc build has no provisioning profile, which Xcode would
# demand for the DriverKit entitlements.
xcodebuild -quiet \
    -project "$ROOT/$APP_NAME.xcodeproj" -scheme "$APP_NAME" -configuration "$config" \
    -derivedDataPath "$ROOT/build/DerivedData" \
    CODE_SIGNING_ALLOWED=NO build || die "the build failed; the errors are above."

app="$(built_app "$config")"
[[ -d "$app" ]] || die "the build ended well but left no \"$app\"."
if [[ "$sign" == yes ]]; then
    "$ROOT/scripts/sign-adhoc.sh" "$config"
else
    printf 'Built, unsigned: %s\n' "$app"
fi
