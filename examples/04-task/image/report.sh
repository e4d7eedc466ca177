#!/bin/sh
# A job with a beginning, a middle and an end. EXIT_CODE and SECONDS_TO_WORK make it fail or last.
echo "report: started by $(id -un) at $(date -u +%FT%TZ)"
sleep "${SECONDS_TO_WORK:-1}"
echo "report: 42 lines written"
exit "${EXIT_CODE:-0}"
