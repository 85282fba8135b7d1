#!/usr/bin/env bash
# Copies the built app to /Applications and opens it there, where its driver can be activated.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

usage() {
    cat <<'END'
Usage: scripts/install.sh [Debug|Release] [--no-open]

Copies the app that scripts/build.sh built to /Applications and opens it.
Press Activate Driver in the app, then allow the driver in System Settings.
  --no-open              copy only
  APPLICATIONS_DIR=dir   install elsewhere; activation there needs developer mode
END
}

open_app=yes
wanted=''
for argument in "$@"; do
    case "$argument" in
        -h | --help) usage; exit 0 ;;
        --no-open) open_app=no ;;
        -*) die_usage "\"$argument\" is no option" ;;
        *) [[ -z "$wanted" ]] || die_usage "\"$argument\" is one argument too many"
            wanted="$argument" ;;
    esac
done
config="$(configuration "$wanted")"

need_macos
app="$(built_app "$config")"
[[ -d "$app" ]] || die "there is no $config build yet. Run: scripts/build.sh $config"
codesign --verify --strict "$app" 2>/dev/null ||
    die "the $config build is not signed. Run: scripts/sign-adhoc.sh $config"
[[ -w "$APPLICATIONS_DIR" ]] ||
    die "no permission to write to \"$APPLICATIONS_DIR\". Use an administrator's account."

if pgrep -f "$INSTALLED_APP/Contents/MacOS/" >/dev/null; then
    die "$APP_NAME is running. Quit it, then try again."
fi

# Another app of that name is not ours to replace.
if [[ -e "$INSTALLED_APP" ]]; then
    there="$(plist_value "$INSTALLED_APP/Contents/Info.plist" CFBundleIdentifier)"
    [[ "$there" == "$APP_ID" ]] ||
        die "\"$INSTALLED_APP\" is another app (\"${there:-no bundle id}\"). Move it away first."
fi

# Copied beside its place, then swapped in, so that a failed copy leaves the old app alone.
staged="$APPLICATIONS_DIR/.$APP_NAME.app.new"
rm -rf "$staged"
ditto "$app" "$staged"
rm -rf "$INSTALLED_APP"
mv "$staged" "$INSTALLED_APP"
printf 'Installed: %s\n' "$INSTALLED_APP"

while IFS=$'\t' read -r state listed _; do
    if [[ "$state" == "activated enabled" && "$listed" == "$PROJECT_VERSION" ]]; then
        note "version $PROJECT_VERSION is active already, and macOS may keep that copy. Raise CURRENT_PROJECT_VERSION in Config/Shared.xcconfig and build again."
    fi
done <<<"$(extension_rows)"

if [[ "$open_app" == yes ]]; then
    open "$INSTALLED_APP"
    cat <<'END'
Next: press Activate Driver in the app, then allow the driver in
  macOS 15 and newer: System Settings > General > Login Items & Extensions > Driver Extensions
  macOS 13 and 14:    System Settings > Privacy & Security
Nothing happens? scripts/doctor.sh looks for the reason.
END
fi
