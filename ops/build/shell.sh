# Read by the scripts of ops/: where things are, and building. Written for bash 3.2 as well, which macOS brings.
# shellcheck shell=bash

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"

if ! command -v dotnet > /dev/null; then
    for folder in "${DOTNET_ROOT:-}" "${HOME:-}/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
        if [ -x "$folder/dotnet" ]; then PATH="$folder:$PATH"; break; fi
    done
fi
command -v dotnet > /dev/null || { echo "The .NET SDK 10 is needed: 'dotnet' is not on PATH." >&2; exit 2; }

# build WHAT [ARGUMENTS]: builds in Release, silent unless it fails. The output goes to a file because background
# processes of the build would keep a pipe open for minutes.
build() {
    local log code=0
    log="$(mktemp "${TMPDIR:-/tmp}/evaluation-build.XXXXXX")"
    dotnet build "$root/$1" -c Release -v quiet -tl:off "${@:2}" > "$log" 2>&1 < /dev/null || code=$?
    if [ "$code" -ne 0 ]; then
        # Each error once: MSBuild repeats itself when several projects wait for one that failed.
        { grep -E ' (error|warning) ' "$log" || cat "$log"; } | sort -u >&2
        echo "The build of $1 failed." >&2
    fi
    rm -f "$log"
    return "$code"
}

# build_if_stale PROJECT_FOLDER DLL: builds when a source is newer than the last build that succeeded.
build_if_stale() {
    local project="$1" dll="$2" stamp="$root/$1/obj/built-release" started folder
    if [ -f "$stamp" ] && [ -f "$dll" ] && [ -z "$(newer_than "$stamp")" ]; then return; fi
    # The stamp bears the time before the build, so that a change made meanwhile counts. Output folders are made
    # before it, because making them changes the time of the folders that they are in.
    for folder in "$root"/src/*/ "$root/tests/Evaluation.Benchmarks/"; do mkdir -p "$folder/obj" "$folder/bin"; done
    started="$stamp.$$"
    touch "$started"
    if build "$project"; then
        mv -f "$started" "$stamp"
    else
        rm -f "$started"
        return 1
    fi
}

# Sources, and folders (their time changes with a deletion), newer than a file. Output folders do not count.
newer_than() {
    find "$root/src" "$root/tests/Evaluation.Benchmarks" "$root/ops/build" \
        \( -name bin -o -name obj \) -prune -o -newer "$1" -print
}
