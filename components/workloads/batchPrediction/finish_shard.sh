#!/bin/sh
# Marks a shard as whole, and the run as whole once all its shards are.
#
#   finish_shard.sh RUN INDEX COUNT MODEL
#
# RUN is the address of the run's output, `s3://…` without a slash at its end. It runs after the shard's program has ended
# well, in the same pod: a shard that failed has no marker, and a run that lacks one has no _SUCCESS.
#
# Whoever ends last sees all markers, since S3 lists what was written before. Two that end at once may both write _SUCCESS,
# which says the same. A shard that runs twice writes its marker twice.
set -eu

run=$1
index=$2
count=$3
model=$4

printf 'shard %s of %s\n' "$index" "$count" | aws s3 cp --only-show-errors - "$run/_shards/$index"

whole=0
markers=$(aws s3 ls "$run/_shards/")
while read -r _ _ _ name; do
  case $name in
    '' | *[!0-9]*) ;;
    *) [ "$name" -ge "$count" ] || whole=$((whole + 1)) ;;
  esac
done <<END
$markers
END

if [ "$whole" -lt "$count" ]; then
  echo "shard $index is whole; $whole of $count are"
  exit 0
fi
printf '{"model":"%s","shards":%s}\n' "$model" "$count" | aws s3 cp --only-show-errors - "$run/_SUCCESS"
echo "shard $index is whole, and so is the run"
