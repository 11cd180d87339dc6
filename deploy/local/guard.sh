#!/bin/sh
# guard.sh SIGNAL COMMAND…: runs COMMAND and sends it SIGNAL as soon as descriptor 3 closes, which is when the
# launcher asks for it or is gone, however it went. Postgres and Redis cannot notice that themselves.
signal=$1
shift
"$@" </dev/null 3<&- &
child=$!
trap 'kill -"$signal" "$child" 2>/dev/null' HUP INT TERM
{ read -r _ <&3; kill -"$signal" "$child" 2>/dev/null; } &
reader=$!
# A trapped signal ends a wait early; the child is gone only when it no longer takes a signal.
while :; do
  wait "$child"
  code=$?
  kill -0 "$child" 2>/dev/null || break
done
kill "$reader" 2>/dev/null
exit "$code"
