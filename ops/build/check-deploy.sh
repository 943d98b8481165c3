#!/usr/bin/env bash
# Goes through the blocks of DEPLOY.md that are marked `sh`, in order, with a published folder: in folders of its own,
# as an ordinary user with an empty environment, from a program folder that nobody may write. What stands for systemctl
# does what the units say. Called by `ops/publish --check`.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"
published="$(cd "$1" && pwd -P)"

exec 4>&2
fail() { echo "check-deploy: $1" >&4; exit 1; }

work="$(mktemp -d "${TMPDIR:-/tmp}/evaluation-deploy.XXXXXX")"
chmod 755 "$work"
port=$((20000 + RANDOM % 10000))
user=""
if [ "$(id -u)" -eq 0 ]; then user=nobody; fi

# Before a command: an ordinary user without the caller's environment, home or caches.
as_user=(env -i PATH=/usr/bin:/bin HOME=/nonexistent EVALUATION_HOME="$work/state")
if [ -n "$user" ]; then
    as_user=(setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups "${as_user[@]}")
fi

# What the blocks call.
sudo() {
    case "$1" in
        -u) shift 2; "${as_user[@]}" "$@" ;;
        install) shift; mkdir -p "${@: -1}"; if [ -n "$user" ]; then chown "$user" "${@: -1}"; fi ;;
        systemctl) shift; systemctl "$@" ;;
        *) "$@" ;;
    esac
}

systemctl() {
    local what="$1" unit; shift
    for unit in "$@"; do
        case "$what $unit" in
            *" --now") ;;
            "start "* | "enable "*) begin "$unit" ;;
            "stop "*) end "$unit" ;;
            *) fail "DEPLOY.md calls systemctl $what $unit, which is not rehearsed here." ;;
        esac
    done
}

# begin UNIT: what its ExecStart says.
begin() {
    local command
    command="$(sed -n 's/^ExecStart=//p' "$published/deploy/$1.service" | substituted)"
    # Words are split as systemd splits them.
    # shellcheck disable=SC2086
    "${as_user[@]}" $command > "$work/$1.log" 2>&1 &
    echo $! > "$work/$1.pid"
}

# end UNIT: SIGTERM, then its end without a failure within half a minute.
end() {
    local pid code=0 began=$SECONDS
    pid="$(cat "$work/$1.pid")"
    rm "$work/$1.pid"
    kill -TERM "$pid"
    wait "$pid" || code=$?
    # 143: it had not come so far as to listen to signals.
    [ "$code" -eq 0 ] || [ "$code" -eq 143 ] || {
        cat "$work/$1.log" >&4
        fail "$1 ended with exit code $code on SIGTERM."
    }
    [ $((SECONDS - began)) -lt 30 ] || fail "$1 took $((SECONDS - began)) s to end on SIGTERM."
}

substituted() {
    sed -e "s|/opt/evaluation|$work/opt/evaluation|g" -e "s|/var/lib/evaluation|$work/state|g" \
        -e "s|/var/backups/evaluation|$work/backups|g" -e "s|127.0.0.1:5080|127.0.0.1:$port|g"
}

cleanup() {
    local file
    for file in "$work"/*.pid; do if [ -f "$file" ]; then kill -TERM "$(cat "$file")" 2> /dev/null || true; fi; done
    wait
    rm -rf "$work"
}
trap cleanup EXIT

if command -v systemd-analyze > /dev/null; then
    for unit in evaluation evaluation-backup; do
        substituted < "$published/deploy/$unit.service" | sed "s|$work/opt/evaluation/evaluation|/bin/true|" \
            > "$work/$unit.service"
        said="$(systemd-analyze verify "$work/$unit.service" 2>&1 | grep "$unit.service" || true)"
        [ -z "$said" ] || fail "$unit.service: $said"
    done
fi

mkdir -p "$work/opt" "$work/admin"
tar -C "$(dirname "$published")" -czf "$work/admin/evaluation-linux-x64.tar.gz" "$(basename "$published")"
cp -r "$root/tests/Evaluation.Server.Tests/Cli/small" "$work/admin/district"
chmod -R a+rX "$work/admin"
cd "$work/admin"
blocks="$(awk '/^```sh$/ { on = 1; next } /^```/ { on = 0 } on' "$published/DEPLOY.md" | substituted)"
number=0
while IFS= read -r line <&3; do
    number=$((number + 1))
    echo "+ $line"
    began=$SECONDS
    eval "$line" < /dev/null > "$work/said" 2>&1 || { cat "$work/said" "$work"/*.log >&2; fail "line $number failed."; }
    case "$line" in
        *"tar -xzf"*) chmod -R a-w "$work"/opt/*/ ;;
        *curl*)
            status="$(curl -s -o /dev/null -w '%{http_code}' -d account=x "http://127.0.0.1:$port/sign-in")"
            [ "$status" = 405 ] || fail "POST /sign-in answered $status: it is not Production." ;;
        *restore*) tail -n +1 "$work/said"; echo "  back after $((SECONDS - began)) s" ;;
        *recount*) tail -n 1 "$work/said" ;;
    esac
done 3<<< "$blocks"
systemctl stop evaluation-backup evaluation
written="$(cd "$work/opt" && find . -newer "$work/admin/before-update" -type f | head -n 1)"
case "$written" in
    "" | ./evaluation-2/*) ;;
    *) fail "$written was written in the program's folder." ;;
esac
echo "DEPLOY.md: $number commands, all done."
