#!/bin/sh
# keep.sh FOLDER PROGRAM ARGUMENT…: runs a program until its own standard input closes, then ends it and removes FOLDER.
# The pipe closes however the test run ends (failure, Ctrl-C, SIGKILL), so nothing outlives it.
folder=$1
shift
exec 3<&0
"$@" </dev/null 3<&- &
program=$!
{
  cat <&3
  kill -9 "$program"
  # Others like this one end their programs at the same moment; one of them may still have been writing.
  rm -rf "$folder" || { sleep 1 && rm -rf "$folder"; }
} >/dev/null 2>&1 &
wait "$program"
echo "ended with exit code $?"
# The log is still to be read: the folder goes with the pipe, not with the program.
wait
