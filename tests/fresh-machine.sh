#!/usr/bin/env bash
# Tries the two commands on a machine that has nothing: a bare Debian in a folder, with git from its packages and with this
# machine's Node and npm copied in. Nothing is typed in between; the time of each command is printed.
#
#   tests/fresh-machine.sh FOLDER [COMMAND...]
#
#   FOLDER    where the bare system is made; it must not exist, and it is left there to be looked at
#   COMMAND   what to run in the fresh clone, each one argument; without it: "npm start" and "npm test"
#
# Needs root, debootstrap, and about 4 GB in FOLDER. What this machine needs to reach its package sources (apt's and npm's
# settings, certificates, name servers) is copied too, also the folder "shared" beside the checkout where there is one.
# The commit that is checked out here is what is tried.
set -euo pipefail

root=${1:?"usage: tests/fresh-machine.sh FOLDER [COMMAND...]"}
shift
[ "$#" -gt 0 ] || set -- "npm start" "npm test"
[ ! -e "$root" ] || { echo "$root exists already" >&2; exit 2; }
checkout=$(cd "$(dirname "$0")/.." && pwd)
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
npm_folder=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")

mounted=()
unmount_all() { for point in "${mounted[@]}"; do umount -l "$point" || true; done; }
trap unmount_all EXIT
bind() { mkdir -p "$root$1"; mount --rbind "$1" "$root$1"; mount --make-rslave "$root$1"; mounted+=("$root$1"); }

copy_in() { # FILE-OR-FOLDER: copied to the same place, if there is one
  [ -e "$1" ] || return 0
  mkdir -p "$root$(dirname "$1")"
  cp -aL --remove-destination "$1" "$root$(dirname "$1")/"
}

echo "== a bare $suite in $root"
debootstrap --variant=minbase --include=git,ca-certificates "$suite" "$root" > "$root.log" 2>&1
rm -f "$root"/etc/apt/sources.list
for path in /etc/apt/apt.conf.d /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/trusted.gpg.d /etc/ssl/certs \
  /usr/local/share/ca-certificates /etc/resolv.conf /etc/hosts /usr/etc/npmrc /etc/npmrc "$HOME/.npmrc"; do copy_in "$path"; done
install -m 755 "$(readlink -f "$(command -v node)")" "$root/usr/bin/node"
mkdir -p "$root/usr/lib/node_modules"
cp -a "$npm_folder" "$root/usr/lib/node_modules/npm"
for command in npm npx; do ln -sf "../lib/node_modules/npm/bin/$command-cli.js" "$root/usr/bin/$command"; done
mkdir -p "$root/trial"
git clone -q --no-hardlinks "$checkout" "$root/trial/main"
[ ! -d "$checkout/../shared" ] || cp -a "$checkout/../shared" "$root/trial/shared"
for point in /proc /sys /dev; do bind "$point"; done

kept=()
for name in NODE_EXTRA_CA_CERTS SSL_CERT_FILE HTTP_PROXY HTTPS_PROXY NO_PROXY http_proxy https_proxy no_proxy CI; do
  [ -z "${!name:-}" ] || kept+=("$name=${!name}")
done
worst=0
for command in "$@"; do
  echo "== $command"
  began=$(date +%s)
  code=0
  env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "${kept[@]}" \
    chroot "$root" sh -c "cd /trial/main && node --version && $command" < /dev/null || code=$?
  echo "== $command: exit $code after $(($(date +%s) - began)) s"
  [ "$code" -eq 0 ] || worst=1
done
exit "$worst"
