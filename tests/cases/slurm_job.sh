#!/bin/bash
# Runs the first job script of docs/cluster.md on a Slurm of its own: a run in time that takes
# longer than the limit of two minutes allows (a signal comes after one) is stopped, put into
# the queue again and goes on. The result has to be that of a run that nobody touched: all of
# its saved times, and the log says that it went on. Skipped (77) without Slurm, or without the rights to start it.
#   slurm_job.sh SOURCE KELVOLT
source=$1 kelvolt=$2
for program in slurmctld slurmd sbatch munged; do
  PATH=$PATH:/usr/sbin type "$program" >/dev/null 2>&1 || { echo "no $program: skipped"; exit 77; }
done
[ "$(id -u)" -eq 0 ] || { echo "not root: skipped"; exit 77; }
PATH=$PATH:/usr/sbin
work=$(mktemp -d) host=$(hostname -s)
mkdir -p "$work/state" "$work/spool" /run/munge
chown munge: /run/munge
export SLURM_CONF=$work/slurm.conf OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
stop() {
  scancel --full --user=root 2>/dev/null
  for daemon in slurmd slurmctld; do
    [ -f "$work/$daemon.pid" ] && kill "$(cat "$work/$daemon.pid")"
  done
  sleep 2
  rm -rf "$work"
}
trap stop EXIT
pgrep -x munged >/dev/null || runuser -u munge -- munged
cat >"$work/slurm.conf" <<CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldPort=16817
SlurmdPort=16818
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=pmix
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
JobRequeue=1
KillWait=30
AccountingStorageType=accounting_storage/none
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=2000 State=UNKNOWN
PartitionName=main Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
printf 'CgroupPlugin=cgroup/v1\nConstrainCores=no\nConstrainRAMSpace=no\n' >"$work/cgroup.conf"
slurmctld -i && slurmd -N "$host" || { echo "Slurm does not start: skipped"; exit 77; }
cd "$work" || exit 1
awk '/^```bash/ && !done {inside = 1; next} /^```/ {if (inside) done = 1; inside = 0} inside' \
    "$source/docs/cluster.md" >job.sh
# So many seconds of the case as take about two minutes here: too many for the first job,
# however fast the machine is.
solve=("$source/cases/pulsed_bar/case.yaml" --verbose --set study.transient.tolerance="0.001 K")
began=$(date +%s%N)
"$kelvolt" solve "${solve[@]}" -o "$work/probe" --set study.transient.end="1 s" >/dev/null
took=$(($(date +%s%N) - began))
end=$((120000000000 / took + 2))
KELVOLT=$kelvolt sbatch --parsable --ntasks=1 --time=2 --signal=B:USR1@60 --output="$work/job.out" job.sh \
    "${solve[0]}" "$work/result" "${solve[@]:1}" --set study.transient.end="$end s" || exit 1
for _ in $(seq 1 1000); do
  [ -f result/summary.json ] && break
  sleep 1
done
grep -c "The run goes on at" result/log.txt
if ! grep -q "The run goes on at" result/log.txt || [ -e result.checkpoint ]; then
  tail -n 40 job.out slurmctld.log
  exit 1
fi
grep -q "\"reached\": $end.0" result/summary.json
