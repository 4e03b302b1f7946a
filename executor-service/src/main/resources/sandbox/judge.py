"""The judge's side: runs the trusted tests and asks the candidate through the hub, one call at a time."""

import builtins
import os
import resource
import sys

sys.path.insert(0, "/assay")
from frames import MAX_MESSAGE, Channel, EndOfStream, decode, encode, encode_text, to_text  # noqa: E402
from remote import Candidate, Stopped, UnsupportedArgument, refuse_opaque  # noqa: E402

_MAX_VALUE = 300
_MOST_RESULTS = 8 * 1024 * 1024  # beyond that, telling them costs more than working them out again
_WHOLE = "check"


class Report:
    """Tells the hub which tests there are, which one runs, and what each said."""

    def __init__(self, channel, candidate):
        self._channel = channel
        self._candidate = candidate
        self._failed = set()
        self._passed = set()
        self._shown = set()

    def plan(self, tests):
        self._shown = {name for name, visibility in tests if visibility != "hidden"}
        if len(self._shown) == len(tests):
            self._shown.add(_WHOLE)
        self._channel.send(b"P", {"tests": [[encode_text(name), visibility] for name, visibility in tests]})
        self._channel.receive()

    def enter(self, name):
        self._candidate.returned = None
        self._channel.send_later(b"T", {"test": encode_text(name)})

    def passed(self, name):
        if name not in self._passed and name not in self._failed:
            self._passed.add(name)
            self._send(name, "passed", "")

    def failed(self, name, message):
        self._not_passed(name, "failed", message)

    def raised(self, name, error, context=""):
        """An exception from the candidate is its error; one from the test is a result that the test cannot use."""
        if isinstance(error, UnsupportedArgument):
            raise error
        if getattr(error, "from_candidate", False):
            self.erred(name, f"{error.class_names[0]}: {error}" + context, error.class_names[0])
        else:
            self._not_passed(name, "failed", f"{type(error).__name__}: {error}" + context)

    def erred(self, name, message, raised):
        self._not_passed(name, "error", message, raised)

    def skipped(self, name):
        if name not in self._passed and name not in self._failed:
            self._send(name, "skipped", "")

    def _not_passed(self, name, status, message, raised=""):
        if name not in self._failed:
            self._failed.add(name)
            self._send(name, status, message if name in self._shown else "", raised)

    def _send(self, name, status, message, raised=""):
        document = {"test": encode_text(name), "status": status}
        document["message"] = encode_text(message[:MAX_MESSAGE])
        document["raised"] = encode_text(raised[:_MAX_VALUE])
        self._channel.send_later(b"O", document)


def show(value):
    if isinstance(value, (list, tuple, set, frozenset, dict, str, bytes)) and len(value) > 1000:
        return f"{type(value).__name__} of {len(value)}"
    if hasattr(value, "gi_frame"):
        return "<generator>"
    try:
        text = repr(value)
    except Exception:
        text = f"<{type(value).__name__}>"
    return text if len(text) <= _MAX_VALUE else text[:_MAX_VALUE] + "…"


def check_function(task, tests, candidate, report):
    """HumanEval: each assert of check(candidate) is a test; what else goes wrong in it is the test `check`."""
    from asserts import CAUGHT, ENTER, FAILED, PASSED, RAISED, instrument

    module = instrument(tests["code"], "check")
    names = [f"assert_{number}" for number in range(1, len(module.sources) + 1)]
    visibility = tests["visibility"]
    report.plan([(name, visibility) for name in names] or [(_WHOLE, visibility)])

    def returned():
        return f"; returned {show(candidate.returned)}" if candidate.returned is not None else ""

    def failed(number, *message):
        text = f"AssertionError: {module.sources[number]}{returned()}"
        report.failed(names[number], text)

    space = namespace(task["context"])
    adopted = classes_of(task, space, candidate)
    space[task["entry_point"]] = candidate.function(task["entry_point"])
    space.update(adopted)
    space[CAUGHT] = Exception
    space[ENTER] = lambda number: report.enter(names[number])
    space[PASSED] = lambda number: report.passed(names[number])
    space[FAILED] = failed
    space[RAISED] = lambda number, error: report.raised(names[number], error, f" in: {module.sources[number]}")
    exec(module.code, space)
    try:
        space["check"](space[task["entry_point"]])
    except Exception as error:
        if isinstance(error, AssertionError) and not getattr(error, "from_candidate", False):
            report.failed(_WHOLE, f"AssertionError: {error}{returned()}")
        else:
            report.raised(_WHOLE, error)
        return
    for name in names:
        report.skipped(name)
    if not names:
        report.passed(_WHOLE)


def assertions(task, tests, candidate, report):
    """MBPP: each statement is a test; the names that nobody else defines are the candidate's."""
    import ast

    from asserts import source_of

    asserts = tests["asserts"]
    report.plan([(one["name"], one["visibility"]) for one in asserts])
    space = namespace("")
    trees = [ast.parse(tests["setup"])] + [ast.parse(one["code"]) for one in asserts]
    used = {node.id for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for name in used | {task["entry_point"]}:
        if not hasattr(builtins, name) or name == task["entry_point"]:
            space[name] = candidate.function(name)
    space.update(classes_of(task, namespace(task["context"]), candidate))
    for statement in ast.parse(reference_code(task)).body:
        # Written beside the reference, the tests may use what it imports.
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            exec(compile(ast.Module([statement], []), "<reference>", "exec", dont_inherit=True), space)
    exec(compile(trees[0], "<setup>", "exec", dont_inherit=True), space)
    for one, tree in zip(asserts, trees[1:]):
        name = one["name"]
        source = source_of(one["code"], tree.body[-1]) if tree.body else ""
        report.enter(name)
        try:
            exec(compile(tree, "<test>", "exec", dont_inherit=True), space)
            report.passed(name)
        except Exception as error:
            if type(error) is AssertionError and not getattr(error, "from_candidate", False):
                got = f"; returned {show(candidate.returned)}" if candidate.returned is not None else ""
                report.failed(name, f"AssertionError: {source}{got}")
            else:
                report.raised(name, error, f" in: {source}")


def inputs(task, tests, candidate, report):
    """EvalPlus: what the candidate returns must compare to what the reference returns, on every input."""
    import copy
    import json

    from comparison import COMPARATORS

    compare = COMPARATORS[tests["comparison"]]
    tolerance = tests["absolute_tolerance"]
    named = named_inputs(tests)
    if "expected" in task:
        known = [decode(value) for value in json.loads(task["expected"])]
    else:
        reference = reference_space(task)[task["entry_point"]]
        known = None
    report.plan([(name, visibility) for name, visibility, _ in named])
    for number, (name, visibility, arguments) in enumerate(named):
        expected = known[number] if known is not None else reference(*copy.deepcopy(arguments))
        report.enter(name)
        try:
            returned = candidate.call(task["entry_point"], copy.deepcopy(arguments), {})
            same = compare(returned, expected, arguments, tolerance)
        except Exception as error:
            report.raised(name, error)
            continue
        if same:
            report.passed(name)
        elif visibility == "hidden":
            report.failed(name, "")
        else:
            called = f"{task['entry_point']}({', '.join(map(show, arguments))})"
            report.failed(name, f"{called} returned {show(returned)}, expected {show(expected)}")


def named_inputs(tests):
    """Name, visibility and arguments of each input, those that may be seen first."""
    import json

    groups = sorted(tests["groups"], key=lambda group: group["visibility"] == "hidden")
    return [
        (f"{group['name']}_{number}", group["visibility"], decode(arguments))
        for group in groups
        for number, arguments in enumerate(json.loads(group["inputs"]))
    ]


def work_out(task):
    """What the reference returns on every input, as JSON text; None where that is no value, or too large to be kept."""
    import copy

    reference = reference_space(task)[task["entry_point"]]
    expected = [encode(reference(*copy.deepcopy(arguments))) for _, _, arguments in named_inputs(task["tests"])]
    try:
        refuse_opaque(expected)
    except UnsupportedArgument:
        return None
    text = to_text(expected)
    return text.decode("utf-8") if len(text) <= _MOST_RESULTS else None


def cases(task, tests, candidate, report):
    """Our format: arguments, and the result or the exception that must come back."""
    import copy

    from comparison import exact

    order = sorted(tests["cases"], key=lambda case: case["visibility"] == "hidden")
    report.plan([(case["name"], case["visibility"]) for case in order])
    for case in order:
        name = case["name"]
        arguments = [decode(argument) for argument in case["args"]]
        called = f"{task['entry_point']}({', '.join(map(show, arguments))})"
        report.enter(name)
        try:
            returned = candidate.call(task["entry_point"], copy.deepcopy(arguments), {})
        except Exception as error:
            if case.get("raises") in getattr(error, "class_names", []):
                report.passed(name)
            else:
                report.raised(name, error, f" in: {called}")
            continue
        if case.get("raises") is not None:
            report.failed(name, f"{called} returned {show(returned)}, expected {case['raises']} to be raised")
            continue
        expected = decode(case["expected"])
        if exact(returned, expected, case.get("tolerance")):
            report.passed(name)
        else:
            report.failed(name, f"{called} returned {show(returned)}, expected {show(expected)}")


class LibraryMissing(Exception):
    """The tests or the answer need what the sandbox's Python does not have."""


def unit_tests(task, tests, candidate, report):
    """unittest: the tests run beside the answer. For each of them, by its name, the candidate's side must say that it ran
    once and passed; whatever else it says, or does not say, is no pass."""
    from asserts import imports_of, test_methods_of

    refuse_missing_libraries(imports_of(tests["code"]) | set(tests["libraries"]))
    names = test_methods_of(tests["code"])
    report.plan([(name, tests["visibility"]) for name in names])
    try:
        found = candidate.ask({"unit_tests": "load"}, [tests["code"], names, tests["test_cpu_seconds"]], {})
        unlike = None if found == names else "the tests beside the answer are not the ones that were given"
        error = None
    except Exception as caught:
        unlike, error = None, caught
    if unlike or error:
        for name in names:
            report.enter(name)
            report.failed(name, unlike) if unlike else report.raised(name, error, " while the tests were loaded")
        return
    for name in names:
        report.enter(name)
        if ran(candidate, {"unit_tests": "run", "test": name}, name, report):
            report.passed(name)
    ran(candidate, {"unit_tests": "finish"}, "teardown", report)


def ran(candidate, request, name, report):
    """Runs a unit test and says whether it passed, of which there is one exact sign; reports all else."""
    try:
        told = candidate.ask(request, [], {})
    except Exception as error:
        report.raised(name, error)
        return False
    if type(told) is not dict or told.get("intact") is not True:
        candidate.stop(b"V", "tests_patched")
    if told == {"test": name, "runs": 1, "outcome": "passed", "intact": True, "message": "", "raised": ""}:
        return True
    if told.get("outcome") == "error":
        report.erred(name, str(told.get("message")), str(told.get("raised")))
    else:
        report.failed(name, str(told.get("message") or f"the test was {told.get('outcome')}"))
    return False


def refuse_missing_libraries(names):
    from importlib.util import find_spec

    missing = sorted(name for name in {name.split(".")[0] for name in names} if find_spec(name) is None)
    if missing:
        raise LibraryMissing(f"the sandbox's Python has no {', '.join(missing)}")


def namespace(context):
    """What a test module finds: the imports and helpers of the prompt."""
    space = {"__name__": "tests", "__builtins__": builtins}
    # A prompt may end at the signature.
    for form in (context, context + "\n    pass\n"):
        try:
            program = compile(form, "<prompt>", "exec", dont_inherit=True)
        except SyntaxError:
            continue
        exec(program, space)
        break
    return space


def reference_code(task):
    form, code = task["reference"]["form"], task["reference"]["code"]
    return task["context"] + code if form == "completion" else code


def reference_space(task):
    space = {"__name__": "reference", "__builtins__": builtins}
    exec(compile(reference_code(task), "<reference>", "exec"), space)
    return space


def classes_of(task, prompt, candidate):
    """The classes of the reference, as the tests see them: objects of theirs live with the candidate."""
    if "class " not in task["context"] + task["reference"]["code"]:
        return {}
    helpers = {name for name, value in prompt.items() if isinstance(value, type)} - {task["entry_point"]}
    return candidate.adopt(reference_space(task), helpers)


RUNNERS = {
    "check_function": check_function,
    "assertions": assertions,
    "inputs": inputs,
    "cases": cases,
    "unit_tests": unit_tests,
}


def main():
    os.closerange(3, 256)
    channel = Channel(os.dup(0), os.dup(1))
    os.dup2(2, 1)
    channel.send(b"H", {})
    _, _, task = channel.receive()
    for name, value in task["limits"].items():
        resource.setrlimit(getattr(resource, name), (value, value))
    sys.path.extend(task["library_paths"])
    if "random" in task["tests"].get("code", task["tests"].get("setup", "")):
        import random

        # The same answer takes the same way each time.
        random.seed(0)
    if task.get("work_out"):
        channel.send(b"Y", {"expected": work_out(task)})
        return
    candidate = Candidate(channel)
    report = Report(channel, candidate)
    tests = task["tests"]
    try:
        RUNNERS[tests["type"]](task, tests, candidate, report)
    except (Stopped, EndOfStream):
        return
    except LibraryMissing as error:
        channel.send(b"F", {"reason": "library_missing", "message": encode_text(str(error))})
    except BaseException as error:
        message = f"{type(error).__name__}: {error}"[:MAX_MESSAGE]
        channel.send(b"F", {"reason": "tests_broken", "message": encode_text(message)})
    else:
        channel.send(b"D", {})


if __name__ == "__main__":
    main()
