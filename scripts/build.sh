# Sourced by ./run and ./test: install what is missing, configure, build. Expects `root`, the source tree.
# Says what it installs; when nothing is missing it is silent and touches no network.

install_missing() {
    # Where apt does not manage the packages, CMake's configure step is the check.
    command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || return 0
    local wanted installed missing package
    wanted=$(grep -v '^#' "$root/scripts/packages-apt.txt")
    # shellcheck disable=SC2086 # one word a package
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' $wanted 2>/dev/null || true)
    missing=""
    for package in $wanted; do
        case "
$installed
" in
        *"
$package installed
"*) ;;
        *) missing="$missing $package" ;;
        esac
    done
    [ -n "$missing" ] || return 0

    local as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "These packages are missing and there is no sudo to install them with; install them as root:$missing" >&2
            return 1
        fi
        as_root="sudo"
    fi
    echo "Installing with apt-get:$missing"
    # shellcheck disable=SC2086
    $as_root apt-get -qq update &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends $missing >/dev/null || {
        echo "apt-get could not install what is missing; look at its message above, then try again." >&2
        return 1
    }
}

# build [ninja's target…]: everything when none is given. Later calls say nothing unless something must be compiled anew.
build() {
    local target=() quiet=()
    if [ $# -gt 0 ]; then target=(--target "$@"); fi
    (
        cd "$root"
        if [ ! -f build/release/build.ninja ]; then
            cmake --preset release
        elif [ -x build/release/corridor-atlas ]; then
            quiet=(-- --quiet)
        fi
        set -o pipefail
        cmake --build --preset release "${target[@]}" "${quiet[@]}" | { grep -v '^ninja: no work to do' || true; }
    )
}
