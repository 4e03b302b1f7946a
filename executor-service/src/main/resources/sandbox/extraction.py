"""Finds the program in an answer. Runs beside the candidate, before anything of the answer runs."""

import ast
import re
import textwrap

VERSION = "1"

_LANGUAGES = {"", "python", "py", "python3"}
_OPENING = re.compile(r"^([ \t]*)(`{3,}|~{3,})[ \t]*\{?\.?([^\s`{}]*)[^`]*$")
_THOUGHT = re.compile(r"^[ \t]*<(think|thinking|reasoning)>.*?</\1>", re.DOTALL | re.MULTILINE | re.IGNORECASE)
_OPEN_THOUGHT = re.compile(r"\A\s*<(think|thinking|reasoning)>", re.IGNORECASE)
_CLOSED_THOUGHT = re.compile(r"\A.*^[ \t]*</(think|thinking|reasoning)>", re.DOTALL | re.MULTILINE | re.IGNORECASE)
_MAX_STARTS = 20
_MAX_BLOCKS_AHEAD = 20
_MAX_BLOCKS = 2000


class Extraction:
    """What was found: the rule, the code as written, and what runs before it from the prompt."""

    def __init__(self, rule, code, context=""):
        self.rule = rule
        self.code = code
        self.context = context


def extract(form, answer, context, entry_point):
    """The extraction, or None where the answer holds no code."""
    if form == "program":
        return Extraction("whole_program", answer)
    if form == "completion":
        return Extraction("completion", context + answer)
    return _from_chat(answer, context, entry_point)


def _from_chat(answer, context, entry_point):
    text = without_reasoning(answer).replace("\r\n", "\n")
    found = [(language, fence) for language, fence in find_fences(text) if fence.strip()]
    fences = [fence for _, fence in found]
    declared = [fence for language, fence in found if language]
    return (
        _fence_with_entry_point(fences, context, entry_point)
        or _body(reversed(fences), "fence_with_body", context, entry_point)
        or _region(text, context, entry_point)
        or _body([text], "bare_body", context, entry_point)
        or _fence_without_entry_point(fences, context, entry_point)
        or _fence_that_does_not_parse(declared, context, entry_point)
    )


def without_reasoning(text):
    text = _THOUGHT.sub("", text)
    if _OPEN_THOUGHT.match(text):
        return ""
    return _CLOSED_THOUGHT.sub("", text, count=1)


def find_fences(text):
    """Language and content of the fences that may hold Python, in order; one never closed reads to the end."""
    found = []
    opened = None
    for line in text.split("\n"):
        if opened is None:
            match = _OPENING.match(line)
            if match:
                indent, mark, language = match.groups()
                opened = (indent, mark, language.lower(), [])
        elif _closes(line, opened[1]):
            found.append(opened)
            opened = None
        else:
            opened[3].append(line)
    if opened is not None:
        found.append(opened)
    return [(language, _dedent(indent, lines)) for indent, _, language, lines in found if language in _LANGUAGES]


def _closes(line, mark):
    line = line.strip()
    return line.startswith(mark) and not line.strip(mark[0])


def _dedent(indent, lines):
    width = len(indent)
    if width and all(line.startswith(indent) or not line.strip() for line in lines):
        lines = [line[width:] for line in lines]
    return "\n".join(lines) + "\n"


def _fence_with_entry_point(fences, context, entry_point):
    for code in reversed(fences):
        if defines(code, entry_point):
            return Extraction("fence_with_entry_point", code, prelude(context, entry_point))
    return None


def _fence_without_entry_point(fences, context, entry_point):
    for code in reversed(fences):
        if parse(code) is not None:
            return Extraction("fence_without_entry_point", code, prelude(context, entry_point))
    return None


def _fence_that_does_not_parse(declared, context, entry_point):
    """Code by its own word, so that its mistake is the model's and not a failure to find code."""
    if not declared:
        return None
    return Extraction("fence_that_does_not_parse", declared[-1], prelude(context, entry_point))


def _body(texts, rule, context, entry_point):
    given = parse(context)
    if given is None or _function(given, entry_point) is None:
        return None
    size = len(_function(given, entry_point).body)
    for code in texts:
        for body in _as_bodies(code):
            tree = parse(join(context, body))
            function = tree and _function(tree, entry_point)
            if function and len(function.body) > size:
                return Extraction(rule, join(context, body))
    return None


def _as_bodies(code):
    first = next((line for line in code.split("\n") if line.strip()), "")
    if first[:1] in (" ", "\t"):
        margin = len(first) - len(first.lstrip())
        yield code if margin == 4 else textwrap.indent(textwrap.dedent(code), "    ")
    elif first and _returns_at_top(code):
        yield textwrap.indent(code, "    ")


def _returns_at_top(code):
    tree = parse(code)
    return tree is not None and any(_has_return(statement) for statement in tree.body)


def _has_return(node):
    if isinstance(node, (ast.Return, ast.Yield, ast.YieldFrom)):
        return True
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
        return False
    return any(_has_return(child) for child in ast.iter_child_nodes(node))


def _region(text, context, entry_point):
    if entry_point in text and _defined_in(parse(text), entry_point):
        return Extraction("whole_answer", text, prelude(context, entry_point))
    lines = text.split("\n")
    blocks = _blocks(lines)
    opening = re.compile(rf"(async[ \t]+)?(def|class)[ \t]+{re.escape(entry_point)}\b|{re.escape(entry_point)}[ \t]*=")
    starts = [i for i, (first, _) in enumerate(blocks) if opening.match(lines[first])][-_MAX_STARTS:]
    best = ""
    for start in starts:
        region = _grow(lines, blocks, start)
        if region is not None and len(region) >= len(best) and _defined_in(parse(region), entry_point):
            best = region
    return Extraction("region_with_entry_point", best, prelude(context, entry_point)) if best else None


def _blocks(lines):
    """Runs of lines that begin at the margin, as (first, end) line numbers."""
    edges = [i for i, line in enumerate(lines) if line[:1].strip() and line[:1] not in ")]}"]
    return list(zip(edges, edges[1:] + [len(lines)]))


def _grow(lines, blocks, start):
    end = _end_of(lines, blocks, start)
    if end is None:
        return None
    last = end
    while last < len(blocks) and last - start < _MAX_BLOCKS:
        following = _end_of(lines, blocks, last)
        if following is None:
            break
        last = following
        if not _is_remark(_text(lines, blocks, last - 1, last)):
            end = last
    first = start
    while first > 0 and start - first < _MAX_BLOCKS:
        above = _text(lines, blocks, first - 1, first)
        if parse(_text(lines, blocks, first - 1, end)) is None or _is_remark(above):
            break
        first -= 1
    return _text(lines, blocks, first, end)


def _end_of(lines, blocks, start):
    for end in range(start + 1, min(start + 1 + _MAX_BLOCKS_AHEAD, len(blocks) + 1)):
        if parse(_text(lines, blocks, start, end)) is not None:
            return end
    return None


def _text(lines, blocks, first, end):
    return "\n".join(lines[blocks[first][0] : blocks[end - 1][1]]) + "\n"


def _is_remark(code):
    """Whether code is only words that happen to parse: a name, a tuple of names."""
    tree = parse(code)
    return tree is not None and all(
        isinstance(statement, ast.Expr) and not isinstance(statement.value, (ast.Call, ast.Constant, ast.Await))
        for statement in tree.body
    )


def defines(code, entry_point):
    """Whether code defines the entry point; where it does not parse, whether it looks so."""
    tree = parse(code)
    if tree is not None:
        return _defined_in(tree, entry_point)
    return re.search(rf"^[ \t]*(async[ \t]+)?(def|class)[ \t]+{re.escape(entry_point)}\b", code, re.MULTILINE) is not None


def _defined_in(tree, entry_point):
    return tree is not None and any(entry_point in _names(statement) for statement in _statements(tree.body))


def _statements(body):
    for statement in body:
        yield statement
        if isinstance(statement, (ast.If, ast.Try)):
            for block in (statement.body, statement.orelse, getattr(statement, "finalbody", [])):
                yield from _statements(block)


def _names(statement):
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {statement.name}
    if isinstance(statement, ast.Assign):
        return {target.id for target in statement.targets if isinstance(target, ast.Name)}
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return {statement.target.id}
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return {alias.asname or alias.name for alias in statement.names}
    return set()


def _function(tree, entry_point):
    for statement in tree.body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)) and statement.name == entry_point:
            return statement
    return None


def prelude(context, entry_point):
    """What the prompt defines before the entry point: imports and helpers, found by parsing."""
    tree = parse(context) or parse(context + "\n    pass\n")
    if tree is None:
        return ""
    kept = []
    for statement in tree.body:
        if entry_point in _names(statement):
            break
        if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)):
            kept.append(statement)
    return ast.unparse(ast.Module(kept, [])) + "\n" if kept else ""


def join(context, body):
    return context if not body else context + ("" if context.endswith("\n") else "\n") + body


def parse(code):
    """The syntax tree, or None where there is none for whatever reason."""
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
