# Shared by bin/tierwise and bin/test: finds what they need, and says in words what is missing.
# Messages go to standard error, because commands like "plan" own standard output.

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# True when we may install Debian packages ourselves.
can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

# True if this Debian release has the package.
has_package() { [ -n "$(apt-cache search --names-only "^$1\$" 2>/dev/null)" ]; }

# install_packages WORDS PACKAGE...: installs quietly; false if that does not work.
install_packages() {
  say "Installing $1 (apt-get install ${*:2}) …"
  local log; log=$(mktemp)
  if { DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${@:2}" ||
       { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${@:2}"; }; } >"$log" 2>&1
  then rm -f "$log"; return 0; fi
  say "That did not work; the last lines were:"; tail -n 5 "$log" >&2; rm -f "$log"; return 1
}

# Major version of a JDK folder from its "release" file, without starting it; 0 if there is no JDK.
jdk_version() {
  local version=0
  if [ -x "$1/bin/javac" ] && [ -r "$1/release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" | head -n 1)
  fi
  printf '%s\n' "${version:-0}"
}

# Prints the best JDK folder: TIERWISE_JAVA_HOME, JAVA_HOME, the one on PATH, else the newest in the usual places.
find_jdk() {
  local home on_path best="" best_version=20 version
  if [ -n "${TIERWISE_JAVA_HOME:-}" ]; then
    version=$(jdk_version "$TIERWISE_JAVA_HOME")
    [ "$version" -ge 21 ] || { say "TIERWISE_JAVA_HOME ($TIERWISE_JAVA_HOME) is no JDK 21 or newer. Correct or unset it."; return 1; }
    printf '%s\n' "$TIERWISE_JAVA_HOME"; return 0
  fi
  on_path=$(command -v javac 2>/dev/null || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")
  for home in "${JAVA_HOME:-}" "$on_path"; do
    if [ -n "$home" ] && [ "$(jdk_version "$home")" -ge 21 ]; then printf '%s\n' "$home"; return 0; fi
  done
  for home in /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/java/* /opt/*/*jdk* "$HOME"/.jdks/* "$HOME"/.sdkman/candidates/java/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -d "$home" ] || continue
    version=$(jdk_version "$home")
    if [ "$version" -gt "$best_version" ]; then best=$home; best_version=$version; fi
  done
  [ -n "$best" ] && printf '%s\n' "$best"
}

need_jdk() {
  JDK=$(find_jdk) && [ -n "$JDK" ] && return 0
  [ -z "${TIERWISE_JAVA_HOME:-}" ] || exit 1
  if can_install; then
    local package
    # What Debian has differs by release, and a new machine has no list of packages yet.
    has_package openjdk-21-jdk-headless || has_package openjdk-25-jdk-headless || apt-get update >/dev/null 2>&1 || true
    for package in openjdk-25-jdk-headless openjdk-21-jdk-headless; do
      if has_package "$package" && install_packages "a Java development kit" "$package"; then JDK=$(find_jdk) && return 0; fi
    done
  fi
  die "Tierwise needs a JDK 21 or newer (25 is best) and found none. Install one, for example
  on Debian 13 or Ubuntu:  apt-get install openjdk-21-jdk-headless
  elsewhere:               Eclipse Temurin 25 of adoptium.net
and, if it is in an unusual folder, set TIERWISE_JAVA_HOME to it."
}

need_maven() {
  command -v mvn >/dev/null 2>&1 && return 0
  if can_install && install_packages "Maven, which builds Tierwise" maven; then return 0; fi
  die "Tierwise is built by Maven 3.8.7 or newer and found none. Install it, for example
  on Debian or Ubuntu:  apt-get install maven
  on macOS:             brew install maven"
}

# The commit that is built, for --version; "unknown" outside a clone.
commit() {
  git -C "$root" rev-parse --short=12 HEAD 2>/dev/null || printf 'unknown\n'
}
