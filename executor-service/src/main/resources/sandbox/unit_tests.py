"""Runs unittest classes beside the answer, one test at a time. What the answer changes of unittest is noticed; that it
could change this module as well is why such results are marked as in-process."""

import builtins
import inspect
import signal
import sys
import types
import unittest
import unittest.async_case
import unittest.mock

from frames import MAX_MESSAGE, encode

_WATCHED = ("unittest.case", "unittest.suite", "unittest.result", "unittest.loader", "unittest.async_case", "unittest.mock")


class CpuLimit(BaseException):
    """A test has used up its CPU time."""


class UnitTests:
    """Tests by name. To be made before anything of the answer runs."""

    def __init__(self):
        self._originals = _originals()
        self._codes = set()
        self._result = _Result()
        # Ours to decide: with it a suite would end its class after each test.
        self._result._testRunEntered = True

    def perform(self, names, request, arguments, keywords):
        match request["unit_tests"]:
            case "load":
                return encode(self._load(names, *arguments))
            case "run":
                return encode(self._run(names, request["test"]))
            case "finish":
                return encode(self._finish())

    def _load(self, names, source, expected, cpu_seconds):
        self._cpu_seconds = cpu_seconds
        signal.signal(signal.SIGPROF, _out_of_time)
        program = compile(source, "<tests>", "exec", dont_inherit=True)
        self._codes = set(_codes_of(program))
        exec(program, names)
        classes = sorted({name.split(".")[0] for name in expected})
        loader = unittest.TestLoader()
        found = [f"{name}.{method}" for name in classes for method in loader.getTestCaseNames(names[name])]
        self._expected_to_fail = {test for test in found if _is_expected_to_fail(names, test)}
        return found

    def _run(self, names, test):
        class_name, method = test.split(".")
        case = names[class_name](method)
        genuine = getattr(inspect.unwrap(getattr(type(case), method)), "__code__", None) in self._codes
        as_declared = _is_expected_to_fail(names, test) == (test in self._expected_to_fail)
        intact = genuine and as_declared and self._is_intact()
        self._result.begin()
        # Again and again after it: what it raises may be swallowed. The limit of the whole stands behind it.
        signal.setitimer(signal.ITIMER_PROF, self._cpu_seconds, 0.1)
        try:
            unittest.TestSuite([case]).run(self._result)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        return self._told(test, intact)

    def _finish(self):
        self._result.begin()
        suite = unittest.TestSuite()
        suite._tearDownPreviousClass(None, self._result)
        suite._handleModuleTearDown(self._result)
        self._result.succeeded = 1
        return self._told("teardown", True)

    def _told(self, test, intact):
        result = self._result
        if result.outcome == "passed" and result.succeeded != 1:
            result.outcome = "not run to its end"
        return {
            "test": test,
            "runs": result.succeeded,
            "outcome": result.outcome,
            "intact": intact and self._is_intact(),
            "message": result.message,
            "raised": result.raised,
        }

    def _is_intact(self):
        return all(_code_of(holder, name) is code for holder, name, code in self._originals)


class _Result(unittest.TestResult):
    """What came of one test; the worst that was told counts."""

    def begin(self):
        self.succeeded = 0
        self.outcome = "passed"
        self.message = self.raised = ""

    def addSuccess(self, test):
        self.succeeded += 1

    def addFailure(self, test, error):
        self._worse("failed", error)

    def addError(self, test, error):
        self._worse("error", error)

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self._worse("failed" if issubclass(error[0], test.failureException) else "error", error)

    def addSkip(self, test, reason):
        self.outcome = "skipped"

    def addExpectedFailure(self, test, error):
        self.succeeded += 1

    def addUnexpectedSuccess(self, test):
        self.outcome = "passed although it should fail"

    def _worse(self, outcome, error):
        if self.outcome == "passed":
            self.outcome = outcome
            self.raised = error[0].__name__
            self.message = f"{self.raised}: {error[1]}"[:MAX_MESSAGE]


def _is_expected_to_fail(names, test):
    class_name, method = test.split(".")
    mark = "__unittest_expecting_failure__"
    return getattr(names[class_name], mark, False) or getattr(getattr(names[class_name], method), mark, False)


def _out_of_time(number, frame):
    raise CpuLimit("the CPU time of a test is used up")


def _originals():
    """What unittest and the built-in names can do: for each, where it stands and what it is made of."""
    holders = [vars(builtins)]
    for module in (sys.modules[name] for name in _WATCHED):
        holders.append(vars(module))
        holders += [kind for kind in vars(module).values() if isinstance(kind, type) and kind.__module__ == module.__name__]
    return [
        (holder, name, _code_of(holder, name))
        for holder in holders
        for name, member in list((holder if isinstance(holder, dict) else vars(holder)).items())
        if callable(member) or isinstance(member, (classmethod, staticmethod, property))
    ]


def _code_of(holder, name):
    members = holder if isinstance(holder, dict) else vars(holder)
    member = members.get(name)
    code = getattr(member, "__code__", None)
    return code if isinstance(code, types.CodeType) else member


def _codes_of(program):
    for constant in program.co_consts:
        if isinstance(constant, types.CodeType):
            yield constant
            yield from _codes_of(constant)
