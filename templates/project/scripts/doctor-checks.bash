# The checks of doctor.sh on files, signatures, settings of the Mac, and logs. Sourced, not run.
# shellcheck shell=bash

dext="$(dext_in "$INSTALLED_APP")"

check_app() {
    local id
    if [[ ! -d "$INSTALLED_APP" ]]; then
        report FAIL app "there is no \"$INSTALLED_APP\"" \
            "scripts/build.sh && scripts/install.sh"
        return
    fi
    id="$(plist_value "$INSTALLED_APP/Contents/Info.plist" CFBundleIdentifier)"
    if [[ "$id" != "$APP_ID" ]]; then
        report FAIL app "its bundle id is \"$id\", Config/App.xcconfig says \"$APP_ID\"" \
            "scripts/build.sh && scripts/install.sh"
    else
        report ok app "$INSTALLED_APP"
    fi
}

# macOS looks for <bundle id>.dext; any other name ends in error 4, "not found".
check_dext_name() {
    local found='' id candidate
    for candidate in "$INSTALLED_APP/Contents/Library/SystemExtensions"/*.dext; do
        if [[ -d "$candidate" && ( -z "$found" || "$candidate" == "$dext" ) ]]; then
            found="$candidate"
        fi
    done
    if [[ -z "$found" ]]; then
        report FAIL "dext name" "the installed app holds no dext" \
            "scripts/build.sh && scripts/install.sh"
        return
    fi
    dext="$found"
    id="$(plist_value "$found/Info.plist" CFBundleIdentifier)"
    if [[ "$(basename "$found")" != "$id.dext" ]]; then
        report FAIL "dext name" "\"$(basename "$found")\" has bundle id \"$id\"" \
            "the file name has to be the bundle id: remove PRODUCT_NAME from the driver's target, build, install"
    elif [[ "$id" != "$DRIVER_ID" ]]; then
        report FAIL "dext name" "\"$id\" is installed, Config/Driver.xcconfig says \"$DRIVER_ID\"" \
            "scripts/build.sh && scripts/install.sh"
    else
        report ok "dext name" "$id.dext"
    fi
}

# Sets what later checks judge by. The lane is unknown, unsigned, adhoc or team.
lane=unknown team='' code_hash=''
read_signature() {
    local details
    details="$(codesign -d --verbose=4 "$dext" 2>&1 || true)"
    team="$(sed -n 's/^TeamIdentifier=//p' <<<"$details")"
    # shellcheck disable=SC2034  # doctor-registry.bash compares it with what runs
    code_hash="$(sed -n 's/^CDHash=//p' <<<"$details")"
    case "$details" in
        *Signature=adhoc*) lane=adhoc ;;
        *TeamIdentifier=*) lane=team ;;
        *) lane=unsigned ;;
    esac
}

check_signature() {
    local bundle problem
    for bundle in "$dext" "$INSTALLED_APP"; do
        if ! problem="$(codesign --verify --strict "$bundle" 2>&1)"; then
            problem="$(head -n 1 <<<"$problem")"
            report FAIL signature "$(basename "$bundle"): ${problem##*: }" \
                "sign the dext first, the app second: scripts/sign-adhoc.sh, then scripts/install.sh"
            return
        fi
    done
    case "$lane" in
        adhoc) report ok signature "valid, ad hoc" ;;
        *) report ok signature "valid, team $team" ;;
    esac
}

# Prints the keys of the array given that the signature of a bundle lacks.
missing_entitlements() {
    local bundle="$1" signed key
    shift
    signed="$(codesign -d --entitlements - --xml "$bundle" 2>/dev/null || true)"
    for key in "$@"; do
        case "$signed" in
            *"<key>$key</key>"*) ;;
            *) printf '%s ' "$key" ;;
        esac
    done
}

check_dext_entitlements() {
    local wanted missing
    # A release build has no allow-any-userclient-access.
    wanted="$(sed -n 's|.*<key>\(com\.apple\.developer\.driverkit\.[^<]*\)</key>.*|\1|p' \
        "$ROOT/Driver/Driver.entitlements" | grep -v 'allow-any-userclient-access' || true)"
    # shellcheck disable=SC2086  # keys hold no spaces; a word each
    missing="$(missing_entitlements "$dext" com.apple.developer.driverkit $wanted)"
    if [[ -n "$missing" ]]; then
        report FAIL "dext rights" "not in the signature: ${missing% }" \
            "sign with Driver/Driver.entitlements: scripts/sign-adhoc.sh, then scripts/install.sh"
    else
        report ok "dext rights" "all of Driver/Driver.entitlements"
    fi
}

check_app_entitlements() {
    local missing
    missing="$(missing_entitlements "$INSTALLED_APP" com.apple.developer.system-extension.install)"
    if [[ -n "$missing" ]]; then
        report FAIL "app rights" "not in the signature: ${missing% }" \
            "sign with App/App.entitlements: scripts/sign-adhoc.sh, then scripts/install.sh"
    else
        report ok "app rights" "may install system extensions"
    fi
}

check_sip() {
    local status
    # The first line only: a custom configuration lists single protections below it.
    status="$(csrutil status 2>/dev/null | head -n 1 || true)"
    case "$status" in
        *"status: disabled"*)
            report ok SIP "off" ;;
        *"status: enabled"*)
            case "$lane" in
                team) report ok SIP "on, and the driver is signed by a team" ;;
                unknown) report warn SIP "on: only a driver signed by a team will load" \
                    "csrutil disable in macOS Recovery, if you sign ad hoc (README, Signing)" ;;
                *) report FAIL SIP "on: macOS refuses a driver that no team has signed" \
                    "csrutil disable in macOS Recovery, or sign with a paid team (README, Signing)" ;;
            esac ;;
        *)
            report warn SIP "neither on nor off: ${status:-csrutil does not answer}" \
                "csrutil disable in macOS Recovery, if the driver is signed ad hoc" ;;
    esac
}

check_developer_mode() {
    local mode
    mode="$(systemextensionsctl developer 2>/dev/null || true)"
    case "$mode" in
        *"mode is on"* | *"mode is enabled"*)
            report ok "developer mode" "on" ;;
        *)
            if [[ "$lane" == team && "$APPLICATIONS_DIR" == /Applications ]]; then
                report ok "developer mode" "off, and not needed"
            else
                report warn "developer mode" "off: only /Applications counts, and every change needs a new version" \
                    "systemextensionsctl developer on (needs SIP off)"
            fi ;;
    esac
}

check_activation() {
    local state version active='' leftover='' other='' installed
    while IFS=$'\t' read -r state version _; do
        case "$state" in
            '') ;;
            "activated enabled") active="$version" ;;
            terminat*) leftover="$version" ;;
            *) other="$state" ;;
        esac
    done <<<"$(extension_rows)"
    installed="$(plist_value "$dext/Info.plist" CFBundleShortVersionString)/$(plist_value "$dext/Info.plist" CFBundleVersion)"

    if [[ "$other" == "activated waiting for user" ]]; then
        report FAIL activation "macOS waits for you to allow the driver" \
            "System Settings > General > Login Items & Extensions > Driver Extensions (macOS 13, 14: Privacy & Security)"
    elif [[ -z "$active" && -n "$other" ]]; then
        report FAIL activation "its state is \"$other\"" "restart the Mac, then press Activate Driver in the app"
    elif [[ -z "$active" && -n "$leftover" ]]; then
        report FAIL activation "only version $leftover, which waits for a restart to be removed" \
            "restart the Mac, then press Activate Driver in the app"
    elif [[ -z "$active" ]]; then
        report FAIL activation "macOS does not know the driver" "open the app and press Activate Driver"
    elif [[ "$active" != "$installed" ]]; then
        report FAIL activation "version $active is active, $installed is installed" \
            "press Activate Driver in the app; if it stays, restart the Mac"
    elif [[ "$active" != "$PROJECT_VERSION" ]]; then
        report warn activation "version $active is active, the project is at $PROJECT_VERSION" \
            "scripts/build.sh && scripts/install.sh, then press Activate Driver"
    elif [[ -n "$leftover" ]]; then
        report warn activation "version $active is active; $leftover is removed at the next restart" \
            "restart the Mac if the old code still runs"
    else
        report ok activation "version $active is active"
    fi
}

check_logs() {
    local lines line
    lines="$(log show --last 30m --style compact --predicate "$SYSTEM_PREDICATE" 2>/dev/null |
        grep -iE 'error|fail|invalid|denied|reject|not (allow|found|valid)|time(d )?out|missing|crash|terminat' |
        tail -n 3 || true)"
    if [[ -z "$lines" ]]; then
        report ok logs "no complaint of macOS in the last 30 minutes"
    else
        report warn logs "macOS complained in the last 30 minutes, last of all:" \
            "scripts/logs.sh --last 30m --system shows all"
        while read -r line; do
            printf '%21s| %s\n' '' "$line"
        done <<<"$lines"
    fi
}
