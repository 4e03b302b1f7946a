"""The judge's side: runs the trusted tests and asks the candidate through the hub, one call at a time."""

import builtins
import os
import resource
import sys

sys.path.insert(0, "/assay")
from frames import Channel, EndOfStream, decode, encode, encode_text, to_text  # noqa: E402

_MAX_MESSAGE = 2000
_MAX_VALUE = 300
_WHOLE = "check"


class CandidateException(Exception):
    """What the candidate raised, where it is no exception that Python itself defines."""


class UnsupportedArgument(Exception):
    """A test passes something that cannot cross to the candidate: the problem cannot be judged this way."""


class Violation(BaseException):
    """The candidate's answer is no value: it broke the protocol."""


class Candidate:
    """The other side: calls cross by value, changed arguments are copied back, exceptions by name and message."""

    def __init__(self, channel):
        self._channel = channel
        self.returned = None

    def function(self, name):
        return lambda *args, **kwargs: self.call(name, args, kwargs)

    def call(self, name, args, kwargs):
        self.returned = None
        arguments = [encode(list(args)), encode(kwargs)]
        _refuse_opaque(arguments)
        call = {"function": name, "args": arguments[0], "kwargs": arguments[1]}
        self._channel.send_text(b"C", to_text(call))
        try:
            _, _, answer = self._channel.receive()
            if answer.get("arguments") is not None:
                _copy_back(list(args), kwargs, decode(answer["arguments"]))
            if "value" in answer:
                value = decode(answer["value"])
            elif answer.get("missing"):
                raise _marked(NameError(f"name '{name}' is not defined"))
            else:
                raise _raised(answer["error"])
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
            if getattr(error, "from_candidate", False):
                raise
            # At once: tests may swallow what is raised here.
            self._channel.send(b"V", {})
            raise Violation from error
        self.returned = value
        return value


def _refuse_opaque(node):
    if type(node) is dict:
        if "$opaque" in node:
            raise UnsupportedArgument(f"a test passes a {node['$opaque'][0]}")
        node = node.values()
    elif type(node) is not list:
        return
    for item in node:
        _refuse_opaque(item)


def _copy_back(args, kwargs, changed):
    new_args, new_kwargs = changed
    for old, new in zip(args, new_args):
        _update(old, new)
    for name, old in kwargs.items():
        _update(old, new_kwargs[name])


def _update(old, new):
    if type(old) is not type(new):
        return
    if type(old) is list:
        if len(old) == len(new):
            for index, (before, after) in enumerate(zip(old, new)):
                old[index] = _merged(before, after)
        else:
            old[:] = new
    elif type(old) is dict:
        merged = {key: _merged(old.get(key), value) for key, value in new.items()}
        old.clear()
        old.update(merged)
    elif type(old) is set:
        old.clear()
        old.update(new)
    elif type(old) is tuple:
        for before, after in zip(old, new):
            _update(before, after)


def _merged(before, after):
    """The old object, updated, where there is one to keep; the tests may hold it elsewhere."""
    if type(before) is type(after) and type(before) in (list, dict, set):
        _update(before, after)
        return before
    return after


def _raised(error):
    names = error["classes"]
    message = decode(error["message"])
    if type(names) is not list or type(message) is not str:
        raise ValueError("not an error")
    for name in names[:1]:
        kind = getattr(builtins, name, None) if type(name) is str else None
        if isinstance(kind, type) and issubclass(kind, Exception):
            return _marked(_made(kind, message), names)
    for name in names[1:]:
        kind = getattr(builtins, name, None) if type(name) is str else None
        if isinstance(kind, type) and issubclass(kind, Exception) and kind is not Exception:
            return _marked(_made(kind, message), names)
    return _marked(CandidateException(message), names)


def _made(kind, message):
    # Some exceptions take other arguments than one message.
    error = kind.__new__(kind)
    error.args = (message,)
    return error


def _marked(error, names=()):
    error.from_candidate = True
    error.class_names = [str(name)[:200] for name in names] or [type(error).__name__]
    return error


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
        self._channel.send(b"T", {"test": encode_text(name)})

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
            self._not_passed(name, "error", f"{error.class_names[0]}: {error}" + context, error.class_names[0])
        else:
            self._not_passed(name, "failed", f"{type(error).__name__}: {error}" + context)

    def skipped(self, name):
        if name not in self._passed and name not in self._failed:
            self._send(name, "skipped", "")

    def _not_passed(self, name, status, message, raised=""):
        if name not in self._failed:
            self._failed.add(name)
            self._send(name, status, message if name in self._shown else "", raised)

    def _send(self, name, status, message, raised=""):
        document = {"test": encode_text(name), "status": status}
        document["message"] = encode_text(message[:_MAX_MESSAGE])
        document["raised"] = encode_text(raised)
        self._channel.send(b"O", document)


def show(value):
    if isinstance(value, (list, tuple, set, frozenset, dict, str, bytes)) and len(value) > 1000:
        return f"{type(value).__name__} of {len(value)}"
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
    space[task["entry_point"]] = candidate.function(task["entry_point"])
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
    for statement in ast.parse(task["reference"]["code"]).body:
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
    groups = [(group, [decode(one) for one in json.loads(group["inputs"])]) for group in tests["groups"]]
    groups.sort(key=lambda group: group[0]["visibility"] == "hidden")
    named = [
        (f"{group['name']}_{number}", group["visibility"], arguments)
        for group, calls in groups
        for number, arguments in enumerate(calls)
    ]
    reference = load_reference(task)
    report.plan([(name, visibility) for name, visibility, _ in named])
    for name, visibility, arguments in named:
        expected = reference(*copy.deepcopy(arguments))
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


def namespace(context):
    """What a test module finds: the imports and helpers of the prompt."""
    space = {"__name__": "tests", "__builtins__": builtins}
    try:
        exec(compile(context, "<prompt>", "exec", dont_inherit=True), space)
    except SyntaxError:
        # A prompt that is no whole module (it ends at the signature) still has imports and helpers before it.
        from extraction import prelude

        exec(compile(prelude(context, ""), "<prompt>", "exec", dont_inherit=True), space)
    return space


def load_reference(task):
    form, code = task["reference"]["form"], task["reference"]["code"]
    space = {"__name__": "reference", "__builtins__": builtins}
    exec(compile(task["context"] + code if form == "completion" else code, "<reference>", "exec"), space)
    return space[task["entry_point"]]


RUNNERS = {"check_function": check_function, "assertions": assertions, "inputs": inputs, "cases": cases}


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
    candidate = Candidate(channel)
    report = Report(channel, candidate)
    tests = task["tests"]
    try:
        RUNNERS[tests["type"]](task, tests, candidate, report)
    except (Violation, EndOfStream):
        return
    except BaseException as error:
        channel.send(b"F", {"message": encode_text(f"{type(error).__name__}: {error}"[:_MAX_MESSAGE])})
    else:
        channel.send(b"D", {})


main()
