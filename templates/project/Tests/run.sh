#!/bin/sh
# Runs the driver through the scenarios in Tests/scenarios, on any Mac or Linux machine.
#
#   Tests/run.sh [-v] [part of a scenario's name]
#
# Needs clang and Node. CXX names the compiler where it is not found by itself; CXXFLAGS are added;
# SANITIZE=0 does without the sanitizers.

set -u
tests=$(cd "$(dirname "$0")" && pwd)
project=$(dirname "$tests")
build=${BUILD_DIR:-$tests/build}

find_clang() {
    if [ -n "${CXX:-}" ]; then
        echo "$CXX"
        return
    fi
    if command -v xcrun >/dev/null 2>&1 && xcrun --find clang++ >/dev/null 2>&1; then
        xcrun --find clang++
        return
    fi
    for version in '' -22 -21 -20 -19 -18 -17 -16 -15; do
        if command -v "clang++$version" >/dev/null 2>&1; then
            echo "clang++$version"
            return
        fi
    done
}

cxx=$(find_clang)
if [ -z "$cxx" ]; then
    echo 'Tests/run.sh needs clang: install Xcode or, on Linux, the package "clang"; or set CXX.' >&2
    exit 2
fi
if ! command -v node >/dev/null 2>&1; then
    echo 'Tests/run.sh needs Node (https://nodejs.org) for its stand-in for iig.' >&2
    exit 2
fi

mkdir -p "$build" && build=$(cd "$build" && pwd) || exit 2

sanitize=
watch=
if [ "${SANITIZE:-1}" != 0 ]; then
    flags='-fsanitize=address,undefined -fno-sanitize=function,vptr -fno-sanitize-recover=all'
    echo 'int main() { return 0; }' >"$build/probe.cpp"
    if $cxx $flags "$build/probe.cpp" -o "$build/probe" 2>/dev/null && "$build/probe"; then
        sanitize=$flags
    else
        # These need no library of clang's; model/address_check.cpp answers the first.
        watch='-fsanitize-coverage=func,trace-pc,trace-loads,trace-stores -fsanitize=undefined -fno-sanitize=function,vptr -fsanitize-trap=undefined'
        echo 'note: this clang has no address sanitizer; what the driver itself reads and writes is checked, what it calls is not.' >&2
    fi
fi

cd "$project" || exit 2
node "$tests/iig.mjs" --out "$build" --plist Driver/Info.plist --record .yo-rc.json Driver/*.iig || exit 1

log=$build/clang.log
: >"$log"
flags="-std=gnu++20 -fblocks -fno-exceptions -fno-rtti -fno-delete-null-pointer-checks -g -Wall -Wextra $sanitize ${CXXFLAGS:-}"

compile() { # prefix of the objects, flags for these alone, sources…
    prefix=$1
    extra=$2
    shift 2
    rm -f "$build/$prefix"-*.o
    for source in "$@"; do
        # shellcheck disable=SC2086 # flags and extra are lists of words
        $cxx $flags $extra -I "$tests" -isystem "$build/include" -isystem "$tests/stubs" \
            -c "$source" -o "$build/$prefix-$(basename "$source" .cpp).o" 2>>"$log" &
    done
    wait
    for source in "$@"; do
        [ -f "$build/$prefix-$(basename "$source" .cpp).o" ] || return 1
    done
}

# The model is compiled again only where it, its stubs or the flags have changed.
echo "$cxx $flags" >"$build/flags"
if ! cmp -s "$build/flags" "$build/model.stamp" ||
    [ -n "$(find "$tests/model" "$tests/scenarios" "$tests/stubs" "$tests/iig" -newer "$build/model.stamp")" ]; then
    rm -f "$build/model.stamp"
    if compile model '' "$build/glue/stubs.cpp" "$tests"/model/*.cpp "$tests"/scenarios/*.cpp; then
        cp "$build/flags" "$build/model.stamp"
    fi
fi

if [ ! -f "$build/model.stamp" ] || ! compile driver "$watch" "$build/glue/driver.cpp" Driver/*.cpp; then
    node "$tests/explain.mjs" <"$log" >&2
    exit 1
fi
cat "$log" >&2

# shellcheck disable=SC2086 # flags is a list of words
$cxx $flags "$build"/*.o -o "$build/driver-tests" || exit 1
exec "$build/driver-tests" "$@"
