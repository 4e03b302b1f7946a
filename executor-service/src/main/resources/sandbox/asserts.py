"""Turns each assert statement of a test function into a test of its own, without changing what the whole decides."""

import ast

ENTER, PASSED, FAILED, RAISED, CAUGHT = (
    "__assay_enter__",
    "__assay_passed__",
    "__assay_failed__",
    "__assay_raised__",
    "__assay_caught__",
)
_MAX_SOURCE = 500


class Instrumented:
    """A module of tests: its code, and the source of each assert that became a test."""

    def __init__(self, code, sources):
        self.code = code
        self.sources = sources


def instrument(source, function):
    """Compiles a test module in which the asserts of one function report instead of raising."""
    tree = ast.parse(source)
    recorder = _Recorder(source)
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef) and statement.name == function:
            statement.body = recorder.rewrite(statement.body)
    ast.fix_missing_locations(tree)
    return Instrumented(compile(tree, "<tests>", "exec", dont_inherit=True), recorder.sources)


def test_methods_of(source):
    """The tests of the unittest classes of a module, `Class.method`, in the order in which unittest runs them."""
    classes = {}
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.ClassDef):
            bases = [ast.unparse(base).rsplit(".", 1)[-1] for base in statement.bases]
            if any(base.endswith("TestCase") or base in classes for base in bases):
                inherited = set().union(*(classes.get(base, ()) for base in bases))
                classes[statement.name] = inherited | {
                    member.name
                    for member in statement.body
                    if isinstance(member, (ast.FunctionDef, ast.AsyncFunctionDef)) and member.name.startswith("test")
                }
    return [f"{name}.{method}" for name in sorted(classes) for method in sorted(classes[name])]


def imports_of(source):
    """The names of the packages and modules that a module imports, anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module)
    return {name.split(".")[0] for name in names}


def source_of(source, statement):
    return " ".join((ast.get_source_segment(source, statement) or "assert").split())[:_MAX_SOURCE]


class _Recorder:
    """Rewrites asserts that stand in plain blocks and loops.

    An assert within try or with stays as it is: there, what it raises may be wanted.
    """

    def __init__(self, source):
        self._source = source
        self.sources = []

    def rewrite(self, body):
        return [replacement for statement in body for replacement in self._rewritten(statement)]

    def _rewritten(self, statement):
        if isinstance(statement, ast.Assert):
            return self._reporting(statement)
        if isinstance(statement, (ast.For, ast.While, ast.If)):
            statement.body = self.rewrite(statement.body)
            statement.orelse = self.rewrite(statement.orelse)
        return [statement]

    def _reporting(self, statement):
        number = len(self.sources)
        self.sources.append(source_of(self._source, statement))
        message = [statement.msg] if statement.msg is not None else []
        decide = ast.If(
            test=statement.test, body=[_call(PASSED, number)], orelse=[_call(FAILED, number, *message)]
        )
        handler = ast.ExceptHandler(
            type=_name(CAUGHT), name="__assay_error__", body=[_call(RAISED, number, _name("__assay_error__"))]
        )
        guarded = ast.Try(body=[decide], handlers=[handler], orelse=[], finalbody=[])
        return [ast.copy_location(node, statement) for node in (_call(ENTER, number), guarded)]


def _name(name):
    return ast.Name(id=name, ctx=ast.Load())


def _call(name, number, *arguments):
    return ast.Expr(ast.Call(func=_name(name), args=[ast.Constant(number), *arguments], keywords=[]))
