"""The part of scripts/bench about a tenant's export: djaz on one, two and all cores beside json.load
and jq with one filter, on the same file, and djaz on a file twice as long.
"""
import argparse
import os
import shutil
import statistics
import sys

from tenant import Tenant, write

JQ = '[.[] | select(.type == "Microsoft.Web/sites" and .properties.httpsOnly == false) | .name] | length'


def generate(path, resources, mix):
    """The export, once: same arguments, same bytes."""
    if path.exists():
        return
    options = argparse.Namespace(resources=resources, mix=mix, form="array", compact=False)
    unfinished = path.with_suffix(".unfinished")
    with open(unfinished, "w", encoding="utf-8") as out:
        write(out, Tenant(1), options)
    unfinished.rename(path)


def cores_to_try():
    """Those that this process may use; one of each core's threads first would need more to be said."""
    mine = sorted(os.sched_getaffinity(0))
    return [mine[:count] for count in sorted({1, 2, len(mine)}) if count <= len(mine)]


def commands(djaz, path, double):
    concise = [djaz, "check", "--no-progress", "--output", "concise"]
    out = {"json.load": [sys.executable, "-c", f"import json; json.load(open({str(path)!r}, encoding='utf-8'))"]}
    if shutil.which("jq"):
        out["jq"] = ["jq", JQ, str(path)]
    for cores in cores_to_try():
        pinned = ["taskset", "-c", ",".join(map(str, cores))]
        out[f"djaz, {len(cores)} cores"] = [*pinned, *concise, str(path)]
        if len(cores) == 2:
            out["djaz, 2 cores, 2x file"] = [*pinned, *concise, str(double)]
    for name in ("json", "sarif"):
        out[f"djaz, {name}"] = [djaz, "check", "--no-progress", "--output", name, str(path)]
    return out


def measure(run, jobs, runs):
    """Alternating runs, after one round that warms the cache and is not counted."""
    samples = {name: [] for name in jobs}
    for number in range(runs + 1):
        for name in list(jobs)[:: 1 if number % 2 else -1]:
            sample = run(jobs[name])
            if number:
                samples[name].append(sample)
    return {
        name: {
            "median_s": statistics.median(s[0] for s in taken),
            "min_s": min(s[0] for s in taken),
            "cpu_s": statistics.median(s[1] for s in taken),
            "peak_mb": max(s[2] for s in taken),
            "exit_codes": sorted({s[3] for s in taken}),
        }
        for name, taken in samples.items()
    }


def report(result):
    size = result["bytes"] / 1e6
    print(f"\nan export of {result['resources']:,} resources, {size:.0f} MB, mix \"{result['mix']}\"")
    print(f"  {'':24} {'median':>8} {'min':>8} {'cpu':>8} {'peak':>10}  exit  of json.load")
    base = result["times"]["json.load"]["median_s"]
    for name, row in result["times"].items():
        codes = ",".join(map(str, row["exit_codes"]))
        print(f"  {name:24} {row['median_s']:6.2f} s {row['min_s']:6.2f} s {row['cpu_s']:6.2f} s"
              f" {row['peak_mb']:7.0f} MB  {codes:4}  {row['median_s'] / base:.2f}")  # fmt: skip
    single, double = (result["times"].get(f"djaz, 2 cores{more}") for more in ("", ", 2x file"))
    if single and double:
        longer = result["double_bytes"] / result["bytes"]
        times = double["median_s"] / single["median_s"]
        print(f"  {longer:.2f} times the file takes djaz {times:.2f} times as long")


def run(djaz, run_one, directory, resources, mix, runs):
    directory.mkdir(parents=True, exist_ok=True)
    path, double = (directory / f"{mix}-{count}.json" for count in (resources, 2 * resources))
    print(f"the exports are kept in {directory}", file=sys.stderr)
    generate(path, resources, mix)
    generate(double, 2 * resources, mix)
    result = {
        "resources": resources,
        "mix": mix,
        "bytes": path.stat().st_size,
        "double_bytes": double.stat().st_size,
        "times": measure(run_one, commands(djaz, path, double), runs),
    }
    report(result)
    # djaz finds something in each; the others have nothing to find.
    wrong = [name for name, row in result["times"].items()
             if row["exit_codes"] != ([1] if name.startswith("djaz") else [0])]
    for name in wrong:
        print(f"not comparable: {name} ended with {result['times'][name]['exit_codes']}", file=sys.stderr)
    return result, not wrong
